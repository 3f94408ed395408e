"""One page of the queue, and where the pages beside it begin."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest

from refunds.admin.queue.orders import Order, Place

AFTER, BEFORE = "after", "before"
"""Parameters of the address: the last row of the page before, or the first of the page after."""


class Page(NamedTuple):
    """Rows with the places of the pages beside them, empty where there is none. lost: the place asked for is none."""

    rows: list[Any]
    earlier: str = ""
    later: str = ""
    lost: bool = False


def page_of(cases: QuerySet, order: Order, request: HttpRequest, size: int) -> Page:
    """The page that the address names; the first one where it names none, or none that can be read."""
    after, before = request.GET.get(AFTER, ""), request.GET.get(BEFORE, "")
    place = order.read(after or before) if after or before else None
    if place is None:
        return first(cases, order, size)._replace(lost=bool(after or before))
    if after:
        rows = list(cases.filter(order.beyond(place)).order_by(*order.keys())[: size + 1])
        return Page(rows[:size], begin(order, rows), end(order, rows, size))
    return page_before(cases, order, place, size)


def first(cases: QuerySet, order: Order, size: int) -> Page:
    """The beginning of the list."""
    rows = list(cases.order_by(*order.keys())[: size + 1])
    return Page(rows[:size], "", end(order, rows, size))


def page_before(cases: QuerySet, order: Order, place: Place, size: int) -> Page:
    """The rows right before a place; the first page where they would not fill one."""
    back = order.beyond(place, backwards=True)
    rows = list(cases.filter(back).order_by(*order.keys(backwards=True))[: size + 1])
    if len(rows) <= size:
        return first(cases, order, size)
    rows = rows[size - 1 :: -1]
    return Page(rows, begin(order, rows), order.written(rows[-1]))


def begin(order: Order, rows: list[Any]) -> str:
    """The place before which the earlier page ends."""
    return order.written(rows[0]) if rows else ""


def end(order: Order, rows: list[Any], size: int) -> str:
    """The place after which the later page begins; nothing where there are no more rows."""
    return order.written(rows[size - 1]) if len(rows) > size else ""
