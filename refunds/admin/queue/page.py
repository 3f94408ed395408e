"""The page of the queue: the tabs with their counts, the filters, and one page of rows."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _

from refunds.admin.queue.around import People, around
from refunds.admin.queue.bars import head_row, tab_bar
from refunds.admin.queue.columns import COMPUTED, READ, Writer
from refunds.admin.queue.counts import Counts
from refunds.admin.queue.filters import PARAMETERS, chosen_tab, filters_for
from refunds.admin.queue.orders import NEWEST, Order, chosen_order
from refunds.admin.queue.pages import AFTER, BEFORE, Page, page_of
from refunds.admin.queue.search import HINT, LONGEST, found
from refunds.admin.queue.selects import selects
from refunds.admin.queue.tabs import Tab, cases_of
from refunds.admin.saved_views.applied import VIEW, chosen_view, columns_of, opened
from refunds.models import RefundCase

KNOWN = {"tab", "q", "o", "e", VIEW, AFTER, BEFORE, *PARAMETERS}
"""Whatever else stands in an address is refused: it could only be meant to probe a field."""


class Listing(NamedTuple):
    """The rows of the page, and what they were asked for by."""

    result_list: list[Any]
    query: str
    filter_specs: list[Any]


class Head(NamedTuple):
    """The head of a column. sort: the address that sorts by it, or that turns the order round; sorted: how it is."""

    name: str
    label: Any
    sort: str
    sorted: str


def queue_page(request: HttpRequest, model_admin: Any) -> dict[str, Any]:
    """Everything the queue shows to the person who asks. Raises IncorrectLookupParameters for a choice that is none."""
    if unknown := set(request.GET) - KNOWN:
        raise SuspiciousOperation(f"the queue knows no parameter {min(unknown)!r}")
    view = chosen_view(request)
    if view:
        request.GET = opened(request, view)  # type: ignore[assignment]
    elif VIEW in request.GET:
        messages.warning(request, _("There is no such view, or it is not shared with you."))
    counts, views, people = around(request.user)
    tab, filters, columns = chosen_tab(request), chosen_filters(request, model_admin, people), columns_of(view)
    order = chosen_order(request, tab.order if tab else NEWEST)
    query = request.GET.get("q", "").strip()[:LONGEST]
    page = page_of(asked_for(request, tab, filters, query), order, request, model_admin.list_per_page)
    heads = [head(request, column, order) for column in columns]
    if page.lost:
        messages.warning(request, _("That place in the list is not known. This is where the list begins."))
    return {
        "title": _("Refund cases"),
        "cl": Listing(page.rows, query, filters),
        "selects": selects(filters),
        "search_hint": HINT,
        "tab": tab,
        "tabs": tab_bar(counts, tab),
        "heads": heads,
        "head_row": head_row(heads),
        "rows": Writer(now(), columns).rows(page.rows),
        "earlier": address(request, before=page.earlier) if page.earlier else "",
        "later": address(request, after=page.later) if page.later else "",
        "view": view,
        "view_link": request.build_absolute_uri(f"?{VIEW}={view.token}") if view else "",
        "views": views,
        "list_query": request.GET.urlencode(),
        "total": total(page, counts, tab, narrowed=bool(query) or any(one.value() for one in filters)),
    }


def chosen_filters(request: HttpRequest, model_admin: Any, people: People) -> list[Any]:
    """The filters with what the address chooses."""
    asked = {name: request.GET.getlist(name) for name in PARAMETERS if name in request.GET}
    return [made(request, asked, RefundCase, model_admin) for made in filters_for(people)]


@cache
def cases_with_what_a_row_shows() -> QuerySet:
    """All cases, prepared once: which columns are read is the same for every page."""
    return RefundCase.objects.annotate(**COMPUTED).values_list(*READ, *COMPUTED, named=True)


def asked_for(request: HttpRequest, tab: Tab | None, filters: list[Any], query: str) -> QuerySet:
    """The cases of the tab, the filters and the search, with what a row shows of each."""
    cases = cases_with_what_a_row_shows()
    cases = cases_of(tab, request.user, cases) if tab else cases
    for chosen in filters:
        cases = chosen.queryset(request, cases)
    return found(cases, query)


def head(request: HttpRequest, column: Any, order: Order) -> Head:
    """The head of a column as the order has it."""
    if not column.order:
        return Head(column.name, column.label, "", "")
    here = column.order == order.name
    turned = "-" if here and not order.down else ""
    is_sorted = ("descending" if order.down else "ascending") if here else ""
    return Head(column.name, column.label, address(request, o=turned + column.order), is_sorted)


def address(request: HttpRequest, **changes: str) -> str:
    """The address of the page with something changed in it; a place belongs to one page only."""
    kept = {name: value for name, value in request.GET.items() if name not in (AFTER, BEFORE, "e") and value}
    return "?" + urlencode({**kept, **changes})


def total(page: Page, counts: Counts, tab: Tab | None, *, narrowed: bool) -> str:
    """How many cases the list has, where that is known without counting: all on one page, or those of a tab."""
    if not page.earlier and not page.later:
        return str(len(page.rows))
    return counts.of(tab.key) if tab and not narrowed else ""
