"""A saved view as the queue shows it: its filters, its order, its columns."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from refunds.admin.queue.columns import COLUMNS, Column
from refunds.admin.queue.filters import FILTERS
from refunds.models import SavedView
from refunds.operations.saved_views import view_for

VIEW, ORDER = "view", "o"
BY_NAME = {column.name: column for column in COLUMNS}
KEPT = ("q", "tab", *(chosen.parameter_name for chosen in FILTERS))
"""Parameters of the queue's address that a view keeps; the order is that of a column."""


def chosen_view(request: HttpRequest) -> SavedView | None:
    """The view that the address names, if the person may open it."""
    token = request.GET.get(VIEW, "")
    return view_for(token, request.user) if token else None  # type: ignore[arg-type]


def columns_of(view: SavedView | None) -> tuple[Column, ...]:
    """The columns of a view, the number always among them; columns that there are no more are left out."""
    named = set(view.columns) & BY_NAME.keys() if view else set()
    return tuple(column for column in COLUMNS if column.name in {"number", *named}) if named else COLUMNS


def opened(request: HttpRequest, view: SavedView) -> QueryDict:
    """The parameters of an address that names a view and nothing else: those of the view. Others stay as they are."""
    if set(request.GET) != {VIEW}:
        return request.GET
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in view.query.items() if name in KEPT and value})
    if order := order_of(view.query.get(ORDER, ""), columns_of(view)):
        asked[ORDER] = order
    asked[VIEW] = view.token
    return asked


def order_of(named: str, columns: tuple[Column, ...]) -> str:
    """The order as it is asked for, such as "-due"; empty where no column of these sorts so."""
    return named if named.removeprefix("-") in {column.order for column in columns if column.order} else ""
