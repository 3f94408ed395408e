"""Every page of the back office by its address: who looks at it, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from django.contrib import admin
from django.urls import reverse

from accounts.routes import ROUTES
from refunds.models import RefundCase
from tests.cast import PEOPLE
from tests.examples.steps import WHO, step_pages

Examples = dict[type, list[Any]]
Visit = tuple[str | None, str]
"""Who looks, nobody where that is somebody without a sign-in, and the address."""

NO_PAGES = {
    "admin:jsi18n": "a script",
    "admin:refunds_refundcase_evidence": "a file",
    "admin:refunds_refundcase_find": "what the palette asks for",
    "admin:refunds_refundcase_part": "a part of the page of a case, which fetches it",
}
"""Addresses to look at that are no page."""


def route_pages(address: Callable[[str], str]) -> Iterator[Visit]:
    """Every page by its route, and somebody who may look at it; who may also send what it asks for comes first."""
    for route, access in ROUTES.items():
        if access.reads and route not in NO_PAGES and not route.startswith(("api:", "webhooks:")):
            may = (access.reads & access.changes) or access.reads
            yield first_of(may), address(route)


def first_of(roles: frozenset[str]) -> str | None:
    """The first person with one of the roles."""
    return next((who for who in WHO if PEOPLE[who] in roles), None)


def state_pages(examples: Examples) -> Iterator[Visit]:
    """The page of a row in each state."""
    for model, rows in examples.items():
        name = f"admin:{model._meta.label_lower.replace('.', '_')}_change"
        if admin.site.is_registered(model):
            for row in {getattr(row, "status", ""): row for row in rows}.values():
                yield first_of(ROUTES[name].reads), reverse(name, args=[row.pk])


def more_pages(examples: Examples) -> Iterator[Visit]:
    """Pages that look another way to somebody else, or with something else in their address."""
    cases = {case.status: case for case in reversed(examples[RefundCase])}
    yield "mei", "/admin/refunds/refundcase/?tab=open"
    yield "mei", reverse("admin:refunds_refundcase_change", args=[cases["in_review"].pk])
    yield "wei", reverse("admin:refunds_refundcase_change", args=[cases["technical_audit"].pk])
    yield "sofia", reverse("admin:refunds_refundcase_review", args=[cases["secondary_review"].pk])
    yield "anna", reverse("admin:refunds_refundcase_step", args=[cases["received"].pk, "take"])
    yield "adam", "/admin/refunds/calendarday/?year=2027"
    yield "ravi", "/admin/refunds/policyversion/written/302ai/"


def visits(examples: Examples, people: SimpleNamespace, address: Callable[[str], str]) -> dict[str | None, list[str]]:
    """The addresses of all of them, each once, by who looks at them."""
    every = (*route_pages(address), *state_pages(examples), *step_pages(examples, people), *more_pages(examples))
    found: dict[str | None, list[str]] = {}
    for who, page in dict.fromkeys(every):
        found.setdefault(who, []).append(page)
    return found
