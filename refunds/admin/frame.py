"""The head and the foot of every page, kept as text: they are the same on many pages and for many people."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from refunds.admin.navigation import Menu, menu_for

TOKEN, PAGE = secrets.token_hex(16), secrets.token_hex(16)
"""Stand in the kept text for what is another one on each page; nobody can write them into a name."""


class Person(NamedTuple):
    """What the head says of who is signed in."""

    short_name: str
    name: str
    has_password: bool


class Head(NamedTuple):
    """What a head depends on; the menu is one object for each set of rights. here: addresses of marked entries."""

    language: str | None
    menu: Menu | None = None
    person: Person | None = None
    here: frozenset[str] = frozenset()


def masthead(request: HttpRequest, token: str, *, has_permission: bool) -> SafeString:
    """The head of the page that is asked for; without a menu for who may not see the site."""
    head = head_of(request) if has_permission else Head(get_language())
    page = escape(request.get_full_path())
    return mark_safe(written_head(head).replace(TOKEN, token).replace(PAGE, page))  # noqa: S308


def head_of(request: HttpRequest) -> Head:
    """The head for somebody who is signed in."""
    menu = menu_for(request)
    user: Any = request.user
    here = frozenset(item.url for item in (*menu.items, *menu.records) if item.is_at(request.path))
    person = Person(user.get_short_name() or user.get_username(), str(user), user.has_usable_password())
    return Head(get_language(), menu, person, here)


@lru_cache(maxsize=512)
def written_head(head: Head) -> str:
    """A head in the language that is switched on, with marks where its pages differ."""
    shown: dict[str, Any] = {**head._asdict(), "site_header": admin.site.site_header}
    return render_to_string("admin/masthead.html", {**shown, "csrf_token": TOKEN, "page": PAGE})


def foot(request: HttpRequest, token: str) -> SafeString:
    """The foot for somebody who is signed in: the keys, the palette, and what the key for the next case sends."""
    may = request.user.has_perm
    text = written_foot(get_language(), may("refunds.take_refundcase"), may("refunds.view_refundcase"))
    return mark_safe(text.replace(TOKEN, token))  # noqa: S308


@lru_cache(maxsize=16)
def written_foot(language: str | None, takes_cases: bool, sees_cases: bool) -> str:
    """A foot in the language that is switched on."""
    return render_to_string(
        "admin/foot.html", {"takes_cases": takes_cases, "sees_cases": sees_cases, "csrf_token": TOKEN}
    )
