"""Amounts as PayPal writes them: decimal strings, and no decimals for three currencies of which ISO 4217 has two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from refunds.money import EXPONENTS, Money

WHOLE_UNITS_ONLY = frozenset({"HUF", "JPY", "TWD"})
"""https://developer.paypal.com/api/rest/reference/currency-codes/, the notes on decimals."""

_NO_FRACTION = re.compile(r"\.0+$")


class NotPayable(ValueError):
    """PayPal cannot pay this amount to the minor unit, and nobody rounds what was approved."""


def written(amount: Money) -> dict[str, str]:
    """The amount as PayPal wants it, such as {"currency_code": "USD", "value": "40.00"}. Raises NotPayable."""
    value = amount.major
    if amount.currency in WHOLE_UNITS_ONLY and EXPONENTS[amount.currency]:
        if not _NO_FRACTION.search(value):
            raise NotPayable(str(amount))
        value = _NO_FRACTION.sub("", value)
    return {"currency_code": amount.currency, "value": value}


def read(written_by_paypal: Mapping[str, Any]) -> Money:
    """Money from what PayPal wrote; what its reports write as taken from us counts as what the customer got.

    Raises MoneyError, KeyError or TypeError where it can't be read.
    """
    currency, value = written_by_paypal["currency_code"], written_by_paypal["value"]
    value = value.removeprefix("-")
    if EXPONENTS.get(currency) == 0:
        value = _NO_FRACTION.sub("", value)
    return Money.of(value, currency)
