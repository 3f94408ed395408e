"""The menu: the places where a person works first, then the records that they may look up."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import roles_of

PLACES = {
    "RefundCase": "",
    "Payout": "",
    "ProviderSwitch": "",
    "ExportRecord": "",
    "PolicyVersion": "refunds.draft_policyversion",
    "StaffMember": "",
    "CalendarDay": "refunds.enter_calendarday",
}
"""The places by model, with the right of those who work there; for others they are records, and so is the rest."""

VIEWS = (
    ("refunds.oversee_refundcase", "admin:refunds_decision_oversight", _("Oversight")),
    ("refunds.view_refusal", "admin:refunds_refusal_log", _("Log")),
)
"""Pages that are no list: the right to them, their route, and what they are called."""

NAMES = {"CalendarDay": _("Working calendar")}
"""Pages that are called otherwise than their rows."""


class Item(NamedTuple):
    """One entry of the menu."""

    name: Any
    url: str
    is_here: bool


class Menu(NamedTuple):
    """items: the places; records: the rows to look up; cases: the address of the queue, empty for who sees none."""

    items: list[Item]
    records: list[Item]
    roles: list[Any]
    cases: str


def menu_of(request: HttpRequest, apps: list[dict[str, Any]]) -> Menu:
    """The menu of the person who asks. apps: what the admin site lists for them."""
    listed = {m["object_name"]: m for app in apps for m in app["models"] if m["admin_url"]}
    places = [name for name, right in PLACES.items() if name in listed and (not right or request.user.has_perm(right))]
    items = [item(request, listed[name]) for name in places]
    views = [page(request, route, name) for right, route, name in VIEWS if request.user.has_perm(right)]
    records = [*views, *(item(request, model) for name, model in listed.items() if name not in places)]
    cases = listed["RefundCase"]["admin_url"] if "RefundCase" in listed else ""
    return Menu(items, records, [role.label for role in roles_of(request.user)], cases)


def page(request: HttpRequest, route: str, name: Any) -> Item:
    """A page of its own as an entry of the menu."""
    url = reverse(route)
    return Item(name, url, request.path == url)


def item(request: HttpRequest, model: dict[str, Any]) -> Item:
    """A list as an entry of the menu; it is marked on all of its pages."""
    return Item(
        NAMES.get(model["object_name"], model["name"]), model["admin_url"], request.path.startswith(model["admin_url"])
    )
