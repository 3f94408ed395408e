"""The plain values a fact can have, each with the strict way it is read: one kind of value, one function."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from refunds.calendars import UTC8
from refunds.money import EXPONENTS, Money, MoneyError

from .countries import COUNTRIES
from .fields import Field, malformed, said

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_QUANTITY = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?", re.ASCII)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
FIRST_WHOLE_YEAR, LAST_WHOLE_YEAR = EARLIEST.year + 1, LATEST.year - 2
MOST_ITEMS = 1_000_000_000


class Days(NamedTuple):
    """A half-open span of calendar days."""

    start: date
    end: date


def checked_text(value: Any, path: str, longest: int) -> str:
    """A string that can be stored and printed everywhere. Raises DossierError."""
    if type(value) is not str:
        raise malformed(path, f"must be a string, not {said(value)}")
    if len(value) > longest:
        raise malformed(path, f"has {len(value)} characters; the most is {longest}")
    if _UNPRINTABLE.search(value):
        raise malformed(path, f"holds a control character or half a character: {said(value)}")
    return value


def text(longest: int = 200) -> Field[str]:
    def read(value: Any, path: str, currency: str | None) -> str:
        # What is printable holds none of what is looked for; a text of several lines is looked through.
        if type(value) is str and len(value) <= longest and value.isprintable():
            return value
        return checked_text(value, path, longest)

    return Field(read)


def word(*vocabulary: str) -> Field[str]:
    """One of the words of a vocabulary."""
    words = frozenset(vocabulary)

    def read(value: Any, path: str, currency: str | None) -> str:
        if type(value) is not str or value not in words:
            raise malformed(path, f"must be one of {', '.join(vocabulary)}, not {said(value)}")
        return value

    return Field(read)


def yes_or_no() -> Field[bool]:
    def read(value: Any, path: str, currency: str | None) -> bool:
        if type(value) is not bool:
            raise malformed(path, f"must be true or false, not {said(value)}")
        return value

    return Field(read)


def number(least: int = 0, most: int = MOST_ITEMS) -> Field[int]:
    """A whole number, as a JSON number."""

    def read(value: Any, path: str, currency: str | None) -> int:
        if type(value) is not int or not least <= value <= most:
            raise malformed(path, f"must be a whole number from {least} to {most}, not {said(value)}")
        return value

    return Field(read)


def quantity() -> Field[Decimal]:
    """A quantity of units, as a decimal string; never negative."""

    def read(value: Any, path: str, currency: str | None) -> Decimal:
        if type(value) is not str or _QUANTITY.fullmatch(value) is None:
            raise malformed(path, f'must be a decimal string such as "1.5", not negative, not {said(value)}')
        return Decimal(value)

    return Field(read, lambda value: format(value, "f"))


def checked_instant(value: Any) -> datetime:
    """An instant of ISO 8601 with an offset, between 2000 and 2199. Raises ValueError with a sentence."""
    if type(value) is not str or _INSTANT.fullmatch(value) is None:
        raise ValueError(f"must be an instant with an offset such as 2025-03-03T10:00:00+08:00, not {said(value)}")
    try:
        # Instants of one zone are compared and converted much faster, and most are written in China's.
        if value[-6:] == "+08:00":
            clock = datetime.fromisoformat(value[:-6])
            read = datetime.combine(clock, clock.time(), UTC8)
        else:
            read = datetime.fromisoformat(value)
        # A year apart from the ends it is surely between them, without working out the offset.
        if FIRST_WHOLE_YEAR <= read.year <= LAST_WHOLE_YEAR or EARLIEST <= read < LATEST:
            return read
    except (ValueError, OverflowError):
        raise ValueError(f"is no instant of the calendar: {said(value)}") from None
    raise ValueError(f"must lie between 2000 and 2199, not {said(value)}")


def instant() -> Field[datetime]:
    def read(value: Any, path: str, currency: str | None) -> datetime:
        try:
            return checked_instant(value)
        except ValueError as error:
            raise malformed(path, str(error)) from None

    return Field(read, datetime.isoformat)


def days() -> Field[Days]:
    """A span of days written date/date."""

    def read(value: Any, path: str, currency: str | None) -> Days:
        parts = value.split("/") if type(value) is str else []
        if len(parts) != 2 or not all(_DAY.fullmatch(day) for day in parts):
            raise malformed(path, f"must be two days such as 2025-03-03/2025-04-02, not {said(value)}")
        try:
            span = Days(date.fromisoformat(parts[0]), date.fromisoformat(parts[1]))
        except ValueError:
            raise malformed(path, f"holds a day that is not in the calendar: {said(value)}") from None
        if not EARLIEST.date() <= span.start < span.end < LATEST.date():
            raise malformed(path, f"must begin before it ends, between 2000 and 2199, not {said(value)}")
        return span

    return Field(read, lambda span: f"{span.start.isoformat()}/{span.end.isoformat()}")


def currency_code() -> Field[str]:
    def read(value: Any, path: str, currency: str | None) -> str:
        if type(value) is not str or value not in EXPONENTS:
            raise malformed(path, f"must be an ISO 4217 currency code such as USD, not {said(value)}")
        return value

    return Field(read)


_money_of = lru_cache(maxsize=4096)(Money.of)
"""Prices recur: one amount that was read stands for all that are written like it."""


def money() -> Field[Money]:
    """An amount as a decimal string in major units of the currency beside it; never negative."""

    def read(value: Any, path: str, currency: str | None) -> Money:
        if currency is None:
            raise malformed(path, "is an amount without its currency; give the currency beside it")
        if type(value) is not str:
            raise malformed(path, f'must be a decimal string such as "12.30", not {said(value)}')
        try:
            amount = _money_of(value, currency)
        except MoneyError as error:
            raise malformed(path, str(error)) from None
        if amount.minor < 0:
            raise malformed(path, f"must not be negative, not {said(value)}")
        return amount

    return Field(read, lambda amount: amount.major)


def money_by_currency() -> Field[Mapping[str, Money]]:
    """An object with one amount for each currency."""

    def read(value: Any, path: str, currency: str | None) -> Mapping[str, Money]:
        if type(value) is not dict or len(value) > 20:
            raise malformed(path, f"must be an object of at most 20 currencies, not {said(value)}")
        code, amount = currency_code(), money()
        return MappingProxyType(
            {code.read(key, path, None): amount.read(item, f"{path}.{said(key)}", key) for key, item in value.items()}
        )

    return Field(read, lambda amounts: {code: amount.major for code, amount in amounts.items()})


def country() -> Field[str]:
    """An ISO 3166 alpha-2 code."""

    def read(value: Any, path: str, currency: str | None) -> str:
        if type(value) is not str or value not in COUNTRIES:
            raise malformed(path, f"must be an ISO 3166 alpha-2 code such as SG, not {said(value)}")
        return value

    return Field(read)


def setting_values() -> Field[Mapping[str, int | str | bool]]:
    """The settings of a policy version by name; that policy checks the names and the values."""

    def read(value: Any, path: str, currency: str | None) -> Mapping[str, int | str | bool]:
        if type(value) is not dict or len(value) > 200:
            raise malformed(path, f"must be an object of settings, not {said(value)}")
        for name, item in value.items():
            if type(item) not in (int, str, bool):
                raise malformed(path, f"{said(name)} must be a number, a word or true or false, not {said(item)}")
        return MappingProxyType(dict(value))

    return Field(read, dict)
