"""What a report is: a question with its columns, its lines, and control totals by which a file is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from refunds.money import Money
from refunds.reports.period import Period

Cell = str | int | Money | dt.datetime | None
CHUNK = 2000


class Line(NamedTuple):
    """One line of a report. kind: by which it is counted, such as the state of a payout."""

    kind: str
    amount: Money
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How many lines there are of a kind in a currency, and their sum."""

    kind: str
    count: int
    amount: Money

    def as_document(self) -> dict[str, str | int]:
        """The total as JSON types, the amount in major units."""
        return {
            "kind": self.kind,
            "currency": self.amount.currency,
            "count": self.count,
            "amount": self.amount.major,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """One question.

    bases: the instants by which a line belongs to a period, with what each means; the first is the usual one.
    columns: the names in the file's first line; they never change, programs read them. kinds: labels for people.
    select: the rows of a period by a basis. line: one row's line.
    """

    key: str
    title: Any
    question: Any
    bases: Mapping[str, Any]
    columns: tuple[str, ...]
    kinds: Mapping[str, Any]
    kind_field: str
    select: Callable[[Period, str], QuerySet]
    line: Callable[[Any], Line]

    def rows(self, period: Period, basis: str) -> Generator[Line, None, None]:
        """The lines of a period, always in the same order, read from one snapshot. Close it where you stop early."""
        for row in self.select(period, basis).iterator(chunk_size=CHUNK):
            yield self.line(row)

    def totals(self, period: Period, basis: str) -> list[Total]:
        """The control totals as the database counts them."""
        found = self.select(period, basis).order_by().values_list(self.kind_field, "currency")
        sums = found.annotate(Count("pk"), Sum("amount_minor"))
        return in_order(Total(kind, count, Money(int(minor), code)) for kind, code, count, minor in sums)


class Tally:
    """The control totals of lines that pass by."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Total] = {}
        self.count = 0

    def add(self, line: Line) -> None:
        """Count one line."""
        key = (line.kind, line.amount.currency)
        total = self._found.get(key) or Total(line.kind, 0, Money.zero(line.amount.currency))
        self._found[key] = Total(line.kind, total.count + 1, total.amount + line.amount)
        self.count += 1

    @property
    def totals(self) -> list[Total]:
        """What was counted so far."""
        return in_order(self._found.values())


def in_order(totals: Iterable[Total]) -> list[Total]:
    """By currency, then by kind."""
    return sorted(totals, key=lambda total: (total.amount.currency, total.kind))
