"""How the values of a finding are written in a sentence, for staff in English and for the customer in any language.

What is not a number, a date or a name of somebody else's is a Phrase, so that a sentence in Chinese is Chinese to its
end: texts/phrases.<language>.json has its words.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from refunds.calendars import in_china
from refunds.money import Money

_FILES = sorted((Path(__file__).parent / "texts").glob("phrases.*.json"))
PHRASES: dict[str, dict[str, str]] = {
    file.name.split(".")[1]: json.loads(file.read_text(encoding="utf-8")) for file in _FILES
}


class Phrase(NamedTuple):
    """A part of a sentence with its {blanks}: in English as it stands, in other languages by its translation."""

    pattern: str
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return fill(self.pattern, dict(self.values))

    def in_language(self, language: str) -> str:
        words, pattern = PHRASES.get(language), self.pattern
        return fill(words.get(pattern, pattern) if words else pattern, dict(self.values), language)


def phrase(pattern: str, **values: Any) -> Phrase:
    """A part of a sentence, such as phrase("{left} of {days} days unused", left=3, days=30)."""
    return Phrase(pattern, tuple(values.items()))


def word(code: str) -> Phrase:
    """A word of a vocabulary, as it is read: order_number is "order number"."""
    return Phrase(code.replace("_", " "))


@lru_cache(maxsize=4096)
def when(instant: datetime | None) -> str:
    """An instant by the clock in UTC+8; "not known" for one that the calendar does not reach."""
    if instant is None:
        return "not known"
    local = in_china(instant)
    return local.isoformat(" ", "minutes" if not local.second else "seconds").removesuffix("+08:00") + " (UTC+8)"


def elapsed(span: timedelta) -> str:
    """A span in hours, or in days and hours from two days on."""
    seconds = int(span.total_seconds())
    hours, rest = divmod(seconds, 3600)
    parts = [f"{hours // 24} days", f"{hours % 24} h"] if hours >= 48 else [f"{hours} h"]
    parts += [f"{rest // 60} min"] if rest >= 60 else []
    parts += [f"{rest % 60} s"] if rest % 60 else []
    return " ".join(part for part in parts if not part.startswith("0 ") or len(parts) == 1)


def listed(words: Iterable[object]) -> str:
    """a, b and c."""
    *most, last = [str(word) for word in words] or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last


AS_THEY_STAND = frozenset({str, int, Decimal, Money})


def written(value: Any, language: str = "en") -> str:
    """Any value a clause quotes, as text."""
    if type(value) in AS_THEY_STAND:
        return str(value)
    if isinstance(value, Phrase):
        return value.in_language(language)
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, timedelta):
        return elapsed(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return _in_a_row([written(item, language) for item in value], language)
    return Phrase("not known").in_language(language) if value is None else str(value)


def _in_a_row(parts: list[str], language: str) -> str:
    """Parts one after the other; where a language has a comma of its own, that is all there is between them."""
    if not parts:
        return Phrase("nothing").in_language(language)
    comma = PHRASES.get(language, {}).get(", ")
    return listed(parts) if comma is None else comma.join(parts)


def fill(sentence: str, quoted: Mapping[str, Any], language: str = "en") -> str:
    """A sentence with its {blanks} filled from the values of a finding. Raises KeyError for a blank without value."""
    if "{" not in sentence:
        return sentence
    blanks = quoted.items()
    return sentence.format_map(
        {name: value if type(value) in AS_THEY_STAND else written(value, language) for name, value in blanks}
    )
