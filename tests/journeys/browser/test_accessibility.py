"""Every page, by its address: the rules of WCAG 2.2 AA in both languages, in the light and in the dark.

The pages are those of accounts/routes.py that somebody may look at, so that none can be forgotten; the forms of a case
are those of the desk, each on a case that is ready for it. No page may complain in the console, break the content
policy, or ask anything of another host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.acts import Act
from accounts.routes import ROUTES
from refunds.admin.steps.buttons import buttons_for
from refunds.models import Decision, RefundCase
from refunds.operations.audit import start_audit
from refunds.operations.review import ask_review
from tests.cast import PEOPLE
from tests.journeys.browser.accessible import broken_pages
from tests.journeys.browser.seat import BROWSERS
from tests.journeys.browser.watched import Watched
from tests.version_work import drafted, tried_out

pytestmark = pytest.mark.browser
Make = Callable[..., RefundCase]

NO_PAGES = {
    "admin:jsi18n": "a script",
    "admin:refunds_refundcase_evidence": "a file",
    "admin:refunds_refundcase_find": "what the palette asks for",
    "admin:refunds_refundcase_part": "a part of the page of a case, which fetches it",
}
"""Addresses to look at that are no page."""
WHO = ("sofia", "mei", "fatima", "adam", "anna", "wei")
"""Who looks, of those who may: the first one that may also send what the page asks for."""


def route_pages(address: Callable[[str], str]) -> Iterator[tuple[str | None, str]]:
    """Every page by its route, and somebody who may look at it."""
    for route, access in ROUTES.items():
        if access.reads and route not in NO_PAGES and not route.startswith(("api:", "webhooks:")):
            may = (access.reads & access.changes) or access.reads
            yield next((who for who in WHO if PEOPLE[who] in may), None), address(route)


@pytest.fixture
def cases(
    open_case: Make,
    examined: Make,
    prepared: Callable[..., Decision],
    rejected: Make,
    taken: Make,
    act_of: Callable[..., Act],
) -> dict[str, RefundCase]:
    """A case in each place where the desk has something to do."""
    found = {"received": open_case("RC-11"), "mine": examined(open_case("RC-12"))}
    found["waiting"] = prepared(open_case("RC-13")).case
    found["audit"] = taken(open_case("RC-14"))
    start_audit(found["audit"].pk, question="What do the logs say?", act=act_of("mei", minutes=2))
    found["review"] = ask_review(rejected(open_case("RC-15")).pk, text="I disagree.", act=act_of("tom", hours=5))
    found["rejected"] = rejected(open_case("RC-16"))
    return {name: RefundCase.fetch(case.pk) for name, case in found.items()}


def step_pages(cases: dict[str, RefundCase], people: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """The form of each step of the desk, on the first case on which somebody may take it."""
    seen = set()
    for case in cases.values():
        for who in WHO:
            buttons = buttons_for(case, getattr(people, who))
            for button in (*buttons.near, *buttons.rare):
                if button.step.name not in seen:
                    seen.add(button.step.name)
                    yield who, button.url


def more_pages(cases: dict[str, RefundCase]) -> Iterator[tuple[str, str]]:
    """Pages that look another way with something else in their address."""
    yield "mei", "/admin/refunds/refundcase/?tab=open"
    yield "mei", reverse("admin:refunds_refundcase_change", args=[cases["mine"].pk])
    yield "sofia", reverse("admin:refunds_refundcase_change", args=[cases["waiting"].pk])
    yield "sofia", reverse("admin:refunds_refundcase_review", args=[cases["review"].pk])
    yield "adam", "/admin/refunds/calendarday/?year=2027"
    yield "ravi", "/admin/refunds/policyversion/written/302ai/"


@pytest.fixture
def pages(
    cases: dict[str, RefundCase],
    address: Callable[[str], str],
    objects: Callable[[type], Any],
    people: SimpleNamespace,
    act_of: Callable[..., Act],
) -> dict[str | None, list[str]]:
    """The addresses to look at, by who looks at them; every list has a row."""
    tried_out(drafted(act_of("sofia"), numbers={"purchase_limit_days": 5}), act_of("sofia"))
    for model in admin.site._registry:
        objects(model)
    found: dict[str | None, list[str]] = {}
    for who, page in (*route_pages(address), *step_pages(cases, people), *more_pages(cases)):
        found.setdefault(who, []).append(page)
    return found


def test_no_page_breaks_a_rule_of_accessibility(
    watched: Watched, people: SimpleNamespace, pages: dict[str | None, list[str]]
) -> None:
    found = {}
    for who, addresses in pages.items():
        windows = [window_of(watched, getattr(people, who) if who else None, code) for code in BROWSERS.values()]
        found |= broken_pages(windows, [watched.address + address for address in addresses])

    assert found == {}


def window_of(watched: Watched, person: Any, code: str) -> Any:
    """A window of somebody or nobody that asks for a language, so high that all parts of a page are in sight."""
    options = {"locale": code, "viewport": {"width": 1440, "height": 3000}}
    return watched.window_of(person, **options) if person else watched.window(**options)
