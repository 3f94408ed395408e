"""The menu: the places where a person works first, then the records that they may look up."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest

from accounts.roles import roles_of

PLACES = ("RefundCase", "Payout", "ExportRecord", "StaffMember")


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
    items = [item(request, listed[name]) for name in PLACES if name in listed]
    records = [item(request, model) for name, model in listed.items() if name not in PLACES]
    cases = listed["RefundCase"]["admin_url"] if "RefundCase" in listed else ""
    return Menu(items, records, [role.label for role in roles_of(request.user)], cases)


def item(request: HttpRequest, model: dict[str, Any]) -> Item:
    """A list as an entry of the menu; it is marked on all of its pages."""
    return Item(model["name"], model["admin_url"], request.path.startswith(model["admin_url"]))
