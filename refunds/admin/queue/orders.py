"""The orders in which the queue can be read, and the place in one of them at which a page begins or ends.

Pages are found by their first or last row and never counted off, so that a deep one costs what the first costs, and a
row that comes or goes meanwhile moves nobody's page. Each order has an index for each queue (RefundCase.Meta).
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, BooleanField, DateTimeField, F, Func, Q, Value
from django.http import HttpRequest

from refunds.models.case import DUE

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
PLACE = re.compile(r"([a-z]{1,10})\.([A-Z0-9-]{1,20})\.([0-9]{1,18})")
WHOLE = re.compile(r"-?[0-9]{1,18}")


class Place(NamedTuple):
    """A row in an order: what it is ordered by, and its key."""

    value: Any
    key: int


class Order(NamedTuple):
    """One order. by: the column or expression; reads: the row's value of it, an instant in microseconds; down: whether
    the largest comes first."""

    name: str
    by: Any
    reads: str
    kind: type
    down: bool = False

    def keys(self, *, backwards: bool = False) -> list[Any]:
        """What the database sorts by; rows of one value by their key, so that no two share a place."""
        down = self.down != backwards
        return [key.desc() if down else key.asc() for key in (self.by, F("pk"))]

    def beyond(self, place: Place, *, backwards: bool = False) -> Q:
        """The rows that stand after a place, or before it."""
        value = Value(place.value, output_field=DateTimeField() if self.kind is dt.datetime else None)
        sign = "<" if self.down != backwards else ">"
        return Q(Beyond(self.by, F("pk"), value, Value(place.key), sign=sign))

    def written(self, row: Any) -> str:
        """The place of a row as the address of the next page says it."""
        return f"{self.name}.{getattr(row, self.reads)}.{row.pk}"

    def read(self, text: str) -> Place | None:
        """The place that an address names; None where it is none of this order."""
        match = PLACE.fullmatch(text)
        if match is None or match[1] != self.name:
            return None
        value = match[2] if self.kind is str else self._counted(match[2])
        return None if value is None else Place(value, int(match[3]))

    def _counted(self, text: str) -> Any:
        """A whole number, or the instant so many microseconds after the epoch; None where it is neither."""
        if not WHOLE.fullmatch(text):
            return None
        with suppress(OverflowError):
            return EPOCH + int(text) * MICROSECOND if self.kind is dt.datetime else int(text)
        return None


class Beyond(Func):
    """(value, key) compared with a place as one pair, which an index answers as one range."""

    output_field = BooleanField()
    arity = 4

    def __init__(self, *parts: Any, sign: str, **extra: Any) -> None:
        super().__init__(*parts, sign=sign, **extra)

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        """The comparison of the two pairs."""
        parts = [compiler.compile(part) for part in self.get_source_expressions()]
        (a, b, x, y), parameters = [sql for sql, _ in parts], [one for _, some in parts for one in some]
        return f"({a}, {b}) {self.extra['sign']} ({x}, {y})", parameters


class Microseconds(Func):
    """An instant as microseconds since the epoch: the driver reads a whole number in a tenth of the time."""

    template = "(extract(epoch FROM %(expressions)s) * 1000000)::bigint"
    output_field = BigIntegerField()
    arity = 1


BY_DUE = Order("due", DUE, "due_order", dt.datetime)
BY_NUMBER = Order("number", F("number"), "number", str)
LATEST = Order("received", F("received_at"), "received", dt.datetime, down=True)
NEWEST = Order("newest", F("pk"), "pk", int, down=True)
READ_BY = {"due_order": Microseconds(DUE), "received": Microseconds("received_at")}
"""What the places of the orders are read from, beside the columns of the row."""
OFFERED = {order.name: order for order in (BY_DUE, BY_NUMBER)}
"""Those that the head of a column offers; the others are how a tab, or a search, begins."""


def chosen_order(request: HttpRequest, usual: Order) -> Order:
    """The order that the address names, backwards with a minus before it; otherwise the usual one."""
    asked = request.GET.get("o", "")
    named = OFFERED.get(asked.removeprefix("-"))
    return named._replace(down=asked.startswith("-")) if named else usual
