"""How values are written on a page: amounts, instants, yes and no, and what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel.core import Locale
from babel.numbers import format_decimal
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext, to_locale
from django.utils.translation import gettext as _

from accounts.labelled import labelled
from refunds.money import EXPONENTS, Money

NOTHING = "—"


def locale() -> Locale:
    """The reader's locale, as Babel names it."""
    return _locale_of(get_language() or "en")


@cache
def _locale_of(language: str) -> Locale:
    return Locale.parse(to_locale(language))


@cache
def _separators(language: str) -> dict[int, str]:
    """What stands for the comma between thousands and for the decimal point, of languages that group by thousands."""
    symbols = _locale_of(language).number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})


def amount(value: Money | None) -> str:
    """An amount with its currency's decimals, grouped for the reader: 1,234.50 USD."""
    if value is None:
        return NOTHING
    return amount_writer()(value.minor, value.currency)


def amount_writer() -> Callable[[int, str], str]:
    """The same for many amounts in minor units: how the reader separates figures is looked up once."""
    separators = _separators(get_language() or "en")

    def write(minor: int, currency: str) -> str:
        exponent = EXPONENTS[currency]
        whole, rest = divmod(abs(minor), 10**exponent)
        figures = f"{whole:,}.{rest:0{exponent}}" if exponent else f"{whole:,}"
        return f"{'-' if minor < 0 else ''}{figures.translate(separators)} {currency}"

    return write


def quantity(value: Decimal | None) -> str:
    """A quantity of units with all its digits."""
    return NOTHING if value is None else format_decimal(value, locale=locale(), decimal_quantization=False)


def instant(value: dt.datetime | None) -> str:
    """An instant by the clock of the desk, to the minute."""
    if value is None:
        return NOTHING
    return instant_writer()(localtime(value))


def instant_writer() -> Callable[[dt.datetime], str]:
    """The same for many instants of the desk's clock: the form is looked up once, and each day is written once."""
    form, language = pgettext("format of an instant", "j M Y, H:i"), get_language() or "en"
    if not form.endswith("H:i"):
        return lambda at: date_format(at, form)
    begin = form.removesuffix("H:i")
    return lambda at: f"{_day_of(at.date(), begin, language)}{at.hour:02}:{at.minute:02}"


@lru_cache(maxsize=4096)
def _day_of(day: dt.date, form: str, language: str) -> str:
    """A day in a form, in the language that is switched on."""
    return date_format(day, form)


def day(value: dt.date | None) -> str:
    """A day of the calendar."""
    return NOTHING if value is None else date_format(value, pgettext("format of a day", "j M Y"))


def answer(value: bool | None) -> str:
    """Yes, no, or not known: which is not no."""
    if value is None:
        return _("not known")
    return _("yes") if value else _("no")


def listed(values: Any) -> str:
    """Several values in a row; nothing where there are none."""
    return _(", ").join(written(value) for value in values) or NOTHING


def named(values: dict[Any, Any]) -> str:
    """Values by name."""
    return listed(labelled(name, written(value)) for name, value in values.items())


def written(value: Any) -> str:
    """Any value of a row as text."""
    ways: dict[type, Callable[[Any], str]] = {
        bool: answer,
        Money: amount,
        Decimal: quantity,
        dt.datetime: instant,
        dt.date: day,
        list: listed,
        tuple: listed,
        dict: named,
    }
    if way := ways.get(type(value)):
        return way(value)
    return NOTHING if value is None or value == "" else str(value)
