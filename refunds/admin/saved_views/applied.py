"""A saved view as the queue shows it: its filters, its order, its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.labelled import labelled
from refunds.admin.lists.choice_filter import choices_of
from refunds.admin.queue.columns import COLUMNS, Column
from refunds.admin.queue.filters import FILTERS
from refunds.admin.queue.orders import OFFERED
from refunds.models import SavedView
from refunds.operations.saved_views import view_for

VIEW, TAB, ORDER = "view", "tab", "o"
BY_NAME = {column.name: column for column in COLUMNS}
NARROWS = ("q", *(str(chosen.parameter_name) for chosen in FILTERS))
"""Parameters of the queue's address that narrow it, all of which a view keeps; queue and order are its own."""


def chosen_view(request: HttpRequest) -> SavedView | None:
    """The view that the address names, if the person may open it."""
    token = request.GET.get(VIEW, "")
    return view_for(token, request.user) if token else None  # type: ignore[arg-type]


def columns_of(view: SavedView | None) -> tuple[Column, ...]:
    """The columns of a view in its order, the number first; columns that there are no more are left out."""
    named = dict.fromkeys(("number", *(view.columns if view else ())))
    known = tuple(BY_NAME[name] for name in named if name in BY_NAME)
    return known if view and BY_NAME.keys() & set(view.columns) else COLUMNS


def opened(request: HttpRequest, view: SavedView) -> QueryDict:
    """The parameters of an address that names a view and nothing else: those of the view. Others stay as they are."""
    if set(request.GET) != {VIEW}:
        return request.GET
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in view.query.items() if name in (TAB, *NARROWS) and value})
    if order := order_of(view.query.get(ORDER, "")):
        asked[ORDER] = order
    asked[VIEW] = view.token
    return asked


def order_of(named: str) -> str:
    """The order as it is asked for, such as "-due"; empty where the queue has none of that name."""
    return named if named.removeprefix("-") in OFFERED else ""


def in_words(narrowed: Mapping[str, str]) -> Iterator[str]:
    """The filters of a list as its reader calls them."""
    if narrowed.get("q"):
        yield labelled(_("Search"), narrowed["q"])
    for chosen in FILTERS:
        if value := narrowed.get(str(chosen.parameter_name)):
            names: dict[str, Any] = {str(key): label for key, label in choices_of(chosen)}
            yield labelled(capfirst(str(chosen.title)), names.get(value, value))
