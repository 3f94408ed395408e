"""How facts are written in a dossier: nothing for what isn't known, amounts and quantities as decimal strings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from refunds.calendars import UTC8
from refunds.money import Money

Json = dict[str, Any]


def stated(**facts: Any) -> Json:
    """The facts that are known, in the order given."""
    return {name: value for name, value in facts.items() if value is not None and value != "" and value != []}


def instant(at: dt.datetime | None) -> str | None:
    """An instant in UTC+8."""
    return None if at is None else at.astimezone(UTC8).isoformat()


def amount(money: Money | None) -> str | None:
    """An amount in major units; its currency stands beside it."""
    return None if money is None else money.major


def quantity(units: Decimal | None) -> str | None:
    """A quantity with the digits it was reported with."""
    return None if units is None else format(units, "f")


def name_of(row: Any, field: str = "reference") -> str | None:
    """The platform's id of a row; None where the reference is one of ours."""
    return getattr(row, field) if row.reference_given else None
