"""What pages show when there is nothing to show, when something is refused and when a form needs another look.

The rules of WCAG 2.2 AA in both languages, in the light and in the dark, as for every other page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.routes import ROUTES
from refunds.models import RefundCase
from tests.journeys.browser.accessible import broken_pages, broken_rules, windows_of
from tests.journeys.browser.every_page import first_of
from tests.journeys.browser.seat import BROWSERS
from tests.journeys.browser.watched import Watched

pytestmark = pytest.mark.browser
REFUSED = {
    "/admin/no-such-page/": 404,
    "/admin/accounts/staffmember/": 403,
    "/admin/refunds/refundcase/999999/change/": 404,
    "/admin/refunds/payout/?amount_minor__gt=1": 400,
}
"""What Mei gets for an address."""
FORMS = {
    "reply": "/admin/refunds/refundcase/{case}/steps/reply/",
    "ask_customer": "/admin/refunds/refundcase/{case}/steps/ask_customer/",
    "record_finding": "/admin/refunds/refundcase/{case}/steps/record_finding/",
    "withdraw": "/admin/refunds/refundcase/{case}/steps/withdraw/",
    "decide": "/admin/refunds/refundcase/{case}/steps/decide/",
    "save_view": "/admin/refunds/refundcase/views/save/",
}
"""Forms that need something typed."""


@pytest.fixture
def case_in_review(case: RefundCase, examined: Callable[..., RefundCase]) -> RefundCase:
    return examined(case)


def lists() -> Iterator[tuple[str, str]]:
    """Every list, with the first person who may look at it; and the first page of each person."""
    for route, access in ROUTES.items():
        if route.endswith("_changelist") and (who := first_of(access.reads)):
            yield who, reverse(route)
    for who in ("mei", "sofia", "fatima", "wei", "anna", "adam"):
        yield who, "/admin/"


def test_lists_without_a_row_break_no_rule(watched: Watched, people: SimpleNamespace) -> None:
    found: dict[str, list[str]] = {}
    for who, address in dict.fromkeys(lists()):
        found.setdefault(who, []).append(watched.address + address)

    assert len(found) > 3
    broken = [broken_pages(windows_of(watched, getattr(people, who)), addresses) for who, addresses in found.items()]
    assert [one for one in broken if one] == []


@pytest.mark.parametrize(("address", "status"), REFUSED.items())
def test_a_page_that_refuses_breaks_no_rule(
    watched: Watched, people: SimpleNamespace, address: str, status: int
) -> None:
    for window in windows_of(watched, people.mei):
        answer = window.goto(watched.address + address)
        assert (answer.status, broken_rules(window, [])) == (status, [])
    watched.forgive(str(status))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_needs_another_look_breaks_no_rule(
    watched: Watched, people: SimpleNamespace, case_in_review: RefundCase, form: str
) -> None:
    for window in windows_of(watched, people.mei):
        window.goto(watched.address + FORMS[form].format(case=case_in_review.pk))
        for field in window.locator("#step textarea:visible").all():
            field.fill("")
        with window.expect_navigation():
            window.locator("#step form").evaluate("form => form.submit()")
        assert window.get_by_role("alert").count()
        assert broken_rules(window, []) == []


def test_a_sign_in_that_failed_breaks_no_rule(watched: Watched, people: SimpleNamespace) -> None:
    for code in BROWSERS.values():
        window = watched.window(locale=code)
        window.goto(watched.address + "/admin/login/")
        window.locator("input[type=password]").fill("wrong")
        window.locator("input[name=username]").fill("mei")
        with window.expect_navigation():
            window.locator("input[type=password]").press("Enter")
        assert window.get_by_role("alert").count()
        assert broken_rules(window, []) == []
