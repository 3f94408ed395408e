"""What the payouts of a list add up to, by currency and state."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from refunds.models import PayoutStatus
from refunds.money import Money


class Row(NamedTuple):
    """One currency: its payouts in each state of the table, and all of them."""

    currency: str
    cells: list[tuple[int, Money] | None]
    all: tuple[int, Money]


class Table(NamedTuple):
    """states: those that occur, as pairs of value and label."""

    states: list[tuple[str, Any]]
    rows: list[Row]


def table_of(payouts: QuerySet) -> Table:
    """The totals of every payout that the list is about, not of the page alone."""
    found = payouts.order_by().values_list("currency", "status").annotate(Count("pk"), Sum("amount_minor"))
    cells = {(code, state): (number, Money(int(minor), code)) for code, state, number, minor in found}
    states = [(value, label) for value, label in PayoutStatus.choices if any(state == value for _c, state in cells)]
    return Table(states, [row_of(code, states, cells) for code in sorted({code for code, _state in cells})])


def row_of(currency: str, states: list[tuple[str, Any]], cells: dict[tuple[str, str], tuple[int, Money]]) -> Row:
    """The line of one currency. Currencies are never added to each other."""
    line = [cells.get((currency, value)) for value, _label in states]
    there = [cell for cell in line if cell]
    whole = (sum(number for number, _m in there), sum((money for _n, money in there), Money.zero(currency)))
    return Row(currency, line, whole)
