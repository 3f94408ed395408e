"""The book of one language: sentences by what they are about, what they are put together from, words and facts."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from refunds.policies.language import TEXTS
from refunds.policies.wording import PHRASES

from .kinds import BOUNDED, length_in
from .pattern import FREE, Pattern
from .rows import ROWS, items_of

REASONS = TEXTS / "reasons"
PLACE = re.compile(r"\[(\d+)\]")
AS_THEY_STAND = frozenset({FREE, "day", "days", "clock", "currency"})
OF_WORDS = frozenset({"when", "number", "ptc", "money", "word", "term"})


class Book:
    """How a language says what policies say in English. Without files of its own it says nothing.

    `words` are single words and `facts` the names of facts by their path, without the places in lists.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.words: Mapping[str, str] = {**PHRASES.get(language, {}), **_read("words", language)}
        self.facts: Mapping[str, str] = _read("facts", language)
        self.patterns: Mapping[str, list[Pattern]] = {
            name: sorted(
                (Pattern(*pair) for pair in sentences.items()), key=lambda one: (-len(one.literal), len(one.kinds))
            )
            for name, sentences in _sentences(language)
        }

    def sentence(self, names: Iterable[str], said: str) -> str | None:
        """What was said, in this language, by the closest of the patterns of these names; None where none fits."""
        for name in names:
            for pattern in self.patterns.get(name, ()):
                found = pattern.values_in(said)
                values = found and self._all_written(pattern, found)
                if values is not None:
                    return pattern.filled(values)
        return None

    def _all_written(self, pattern: Pattern, found: Mapping[str, str]) -> dict[str, str] | None:
        values = {}
        for name, text in found.items():
            written = self.written(pattern.kinds[name], text)
            if written is None:
                return None
            values[name] = written
        return values

    def written(self, kind: str, text: str) -> str | None:
        """What stands in a blank, in this language; None where it is nothing that such a blank can hold."""
        if kind in AS_THEY_STAND:
            return text
        if kind in OF_WORDS:
            return self.word(text)
        if kind == "length":
            return length_in(self.language, text)
        if kind in ("fact", "name", "path"):
            return self.fact(text)
        how, _of, what = kind.partition(" of ")
        return self._row(how, what, text) if how in ROWS else self.sentence((kind,), text)

    def _row(self, how: str, kind: str, row: str) -> str | None:
        if known := self.words.get(row):
            return known
        form = BOUNDED.get(kind)
        items = items_of(
            row,
            ROWS[how].between,
            lambda item: self.written(kind, item) if form is None or re.fullmatch(form, item) else None,
        )
        return None if items is None else ROWS[how].translated.get(self.language, ", ").join(items)

    def word(self, text: str) -> str:
        """A word of a vocabulary; as it stands where the book does not know it."""
        return self.words.get(text) or self.words.get(text.replace("_", " "), text)

    def fact(self, path: str) -> str:
        """The name of a fact; "charges[1].amount" names the second charge."""
        name = self.facts.get(PLACE.sub("[]", path))
        if name is None:
            return path
        places = iter(PLACE.findall(path))
        return re.sub(r"\{n\}", lambda _: str(int(next(places)) + 1), name)


@cache
def book(language: str) -> Book:
    """The book of a language."""
    return Book(language)


def _sentences(language: str) -> Iterable[tuple[str, Mapping[str, str]]]:
    yield from _read("parts", language).items()
    for file in sorted(REASONS.glob(f"*.{language}.json")):
        policy = file.name.split(".")[0]
        if policy not in ("parts", "words", "facts"):
            yield from ((f"{policy} {clause}", sentences) for clause, sentences in _read(policy, language).items())


def _read(name: str, language: str) -> dict[str, Any]:
    path = REASONS / f"{name}.{language}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
