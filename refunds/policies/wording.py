"""How the values of a finding are written in a sentence."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from refunds.calendars import UTC8


@lru_cache(maxsize=4096)
def when(instant: datetime | None) -> str:
    """An instant by the clock in UTC+8; "not known" for one that the calendar does not reach."""
    if instant is None:
        return "not known"
    local = instant.astimezone(UTC8)
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


def written(value: Any) -> str:
    """Any value a clause quotes, as text."""
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, timedelta):
        return elapsed(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return listed(written(item) for item in value)
    return "not known" if value is None else str(value)


def fill(sentence: str, quoted: Mapping[str, Any]) -> str:
    """A sentence with its {blanks} filled from the values of a finding. Raises KeyError for a blank without value."""
    return (
        sentence.format_map({name: written(value) for name, value in quoted.items()}) if "{" in sentence else sentence
    )
