"""A saved view as the queue shows it: its filters, its order, its columns."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import ChoiceFilter
from refunds.admin.queue.columns import COLUMNS
from refunds.admin.queue.filters import FILTERS
from refunds.models import SavedView
from refunds.operations.saved_views import view_for

VIEW, ORDER = "view", "o"
BY_NAME = {column.__name__: column for column in COLUMNS}
KEPT = ("q", *(chosen.parameter_name for chosen in FILTERS))
"""Parameters of the queue's address that a view keeps; the order is kept by the name of its column."""


class ViewFilter(ChoiceFilter):
    """The view as a parameter of the address: it filters nothing itself, and shows no select."""

    title = _("view")
    parameter_name = VIEW

    def has_output(self) -> bool:
        """Never: the views have a menu of their own."""
        return False

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """All of them: the filters of the view stand in the address."""
        return queryset


def chosen_view(request: HttpRequest) -> SavedView | None:
    """The view that the address names, if the person may open it."""
    token = request.GET.get(VIEW, "")
    return view_for(token, request.user) if token else None  # type: ignore[arg-type]


def columns_of(view: SavedView | None) -> tuple[Any, ...]:
    """The columns of a view, the number always among them; columns that there are no more are left out."""
    named = set(view.columns) & BY_NAME.keys() if view else set()
    return tuple(column for column in COLUMNS if column.__name__ in {"number", *named}) if named else COLUMNS


def opened(request: HttpRequest, view: SavedView) -> QueryDict:
    """The parameters of an address that names a view and nothing else: those of the view. Others stay as they are."""
    if set(request.GET) != {VIEW}:
        return request.GET
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in view.query.items() if name in KEPT and value})
    if order := order_in(view.query.get(ORDER, ""), columns_of(view)):
        asked[ORDER] = order
    asked[VIEW] = view.token
    return asked


def order_in(named: str, columns: tuple[Any, ...]) -> str:
    """The order by the places of these columns: "-due" becomes "-8"; empty where its column isn't shown."""
    places = {column.__name__: str(place) for place, column in enumerate(columns, start=1)}
    place = places.get(named.lstrip("-"), "")
    return f"-{place}" if place and named.startswith("-") else place


def order_by_name(placed: str, columns: tuple[Any, ...]) -> str:
    """The order by the name of its column: "-8" becomes "-due"; the first one counts."""
    first = placed.split(".")[0]
    number = first.lstrip("-")
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= len(columns)):
        return ""
    return ("-" if first.startswith("-") else "") + columns[int(number) - 1].__name__
