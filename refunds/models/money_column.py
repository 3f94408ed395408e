"""Money on a row: a column of minor units and a column of currency, read and written as one value."""

from __future__ import annotations

from typing import Any, overload

from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.money import Money


def minor_units(label: Any, *, optional: bool = False) -> models.BigIntegerField:
    """A column of whole minor units; optional means that the amount may be unknown."""
    return models.BigIntegerField(label, null=optional, blank=optional, help_text=_("in minor units"))


def currency_code(*, optional: bool = False) -> models.CharField:
    """A column of an ISO 4217 code, the currency of the amounts beside it."""
    return models.CharField(_("currency"), max_length=3, blank=optional)


class MoneyColumns:
    """Reads `<minor>` and `<currency>` of a row as Money, or None where the amount or its currency isn't known."""

    def __init__(self, minor: str, currency: str = "currency") -> None:
        self.minor, self.currency = minor, currency

    @overload
    def __get__(self, row: None, owner: type) -> MoneyColumns: ...
    @overload
    def __get__(self, row: Any, owner: type) -> Money | None: ...
    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        minor, currency = getattr(row, self.minor), getattr(row, self.currency)
        return Money(minor, currency) if minor is not None and currency else None
