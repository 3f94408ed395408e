"""The menu: the places where a person works first, then the records that they may look up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
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

NAMES = {"CalendarDay": _("Working calendar"), "ProviderSwitch": _("Payment providers")}
"""Pages that are called otherwise than their rows."""


class Item(NamedTuple):
    """One entry of the menu. alone: it is one page; a list is marked on all of its pages."""

    name: Any
    url: str
    alone: bool = False

    def is_at(self, path: str) -> bool:
        """Whether a page belongs to it."""
        return path == self.url if self.alone else path.startswith(self.url)


@dataclass(frozen=True, eq=False)
class Menu:
    """items: the places; records: the rows to look up; cases: the address of the queue, empty for who sees none."""

    items: list[Item]
    records: list[Item]
    roles: list[Any]
    cases: str


Reader = tuple[frozenset[str], frozenset[str], str | None]
"""What a menu depends on: rights, roles, language. What it names are the models and pages of this code."""
KEPT: dict[Reader, Menu] = {}
AT_MOST = 200


def menu_for(request: HttpRequest) -> Menu:
    """The menu of the person who asks; the same one for all who have the same rights, roles and language."""
    person: Any = request.user
    reader = frozenset(person.get_all_permissions()), person.held_roles(), get_language()
    menu = KEPT.get(reader)
    if menu is None:
        if len(KEPT) >= AT_MOST:
            KEPT.clear()
        menu = KEPT[reader] = menu_of(request, admin.site.get_app_list(request))
    return menu


def menu_of(request: HttpRequest, apps: list[dict[str, Any]]) -> Menu:
    """The menu of the person who asks. apps: what the admin site lists for them."""
    listed = {m["object_name"]: m for app in apps for m in app["models"] if m["admin_url"]}
    places = [name for name, right in PLACES.items() if name in listed and (not right or request.user.has_perm(right))]
    items = [item(listed[name]) for name in places]
    views = [Item(name, reverse(route), alone=True) for right, route, name in VIEWS if request.user.has_perm(right)]
    records = [*views, *(item(model) for name, model in listed.items() if name not in places)]
    cases = listed["RefundCase"]["admin_url"] if "RefundCase" in listed else ""
    return Menu(items, records, [role.label for role in roles_of(request.user)], cases)


def item(model: dict[str, Any]) -> Item:
    """A list as an entry of the menu."""
    return Item(NAMES.get(model["object_name"], model["name"]), model["admin_url"])
