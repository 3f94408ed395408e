"""One sentence with blanks, and what it is in another language; found again in what was said."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, reduce

from .kinds import BOUNDED

BLANK = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
FREE = "text"
"""What stands in a blank without a kind: somebody's own words, as they stand."""


class Pattern:
    """`english` with its {blanks:kind}, and `translated` with the same blanks without a kind."""

    def __init__(self, english: str, translated: str) -> None:
        self.english, self.translated = english, translated
        self.kinds: Mapping[str, str] = {name: kind or FREE for name, kind in BLANK.findall(english)}

    def __repr__(self) -> str:
        return f"<Pattern {self.english}>"

    @property
    def literal(self) -> str:
        """The words that stand in it whatever its blanks hold; the more, the closer it fits."""
        return BLANK.sub("", self.english)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile("".join(_segments(self.english)), re.DOTALL)

    def values_in(self, sentence: str) -> dict[str, str] | None:
        """What its blanks hold in a sentence; None where the sentence is another one."""
        found = self._expression.fullmatch(sentence)
        return found and found.groupdict()

    def filled(self, values: Mapping[str, str]) -> str:
        """The translation with its blanks filled. A space beside a blank that turns out Chinese on both sides goes."""
        words = BLANK.split(self.translated)
        written = [values[part] if place % 3 == 1 else part or "" for place, part in enumerate(words)]
        return reduce(_joined, written)


def _joined(before: str, after: str) -> str:
    if before.endswith(" ") and CHINESE.match(before[-2:-1]) and CHINESE.match(after):
        return before[:-1] + after
    if after.startswith(" ") and CHINESE.match(before[-1:]) and CHINESE.match(after[1:2]):
        return before + after[1:]
    return before + after


def _segments(english: str) -> Iterator[str]:
    """A pattern as a regular expression.

    A blank that holds any text, and all that stands between it and the next such blank, is one atomic group: once found
    it is never tried further on, which would not help, as the next blank takes in whatever follows. So a sentence is
    read in a time that grows with its length, not with a power of it.
    """
    is_open = False
    for literal, name, kind in _pieces(english):
        yield re.escape(literal)
        if not name:
            continue
        if bounded := BOUNDED.get(kind or FREE):
            yield f"(?P<{name}>{bounded})"
            continue
        yield f"{')' if is_open else ''}(?>(?P<{name}>.+?)"
        is_open = True
    yield r"\Z)" if is_open else ""


def _pieces(english: str) -> Iterator[tuple[str, str, str]]:
    """The words before each blank with its name and kind, and the words after the last."""
    parts = BLANK.split(english)
    for place in range(0, len(parts) - 1, 3):
        yield parts[place], parts[place + 1], parts[place + 2]
    yield parts[-1], "", ""
