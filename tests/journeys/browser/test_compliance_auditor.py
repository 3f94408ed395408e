"""The day of a compliance auditor, in both languages: everything can be read, and nothing on a page writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from refunds.models import Payout, RefundCase
from tests.journeys.browser.seat import BROWSERS, Seat

pytestmark = pytest.mark.browser
WRITING = "#content form[method=post] :is(button, [type=submit]), #content [data-step]:not([href*='/views/'])"
"""What sends something: the buttons of forms in a page, and the steps of a case. A view of one's own is no record."""

OTHER = {"简体中文": "zh-hans", "English": "en"}
LOOK = """async ([address, writing]) => {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [answer.status, [...page.querySelectorAll(writing)].map(one => one.outerHTML)];
}"""
"""What the page of an address answers, and what in it sends something."""


@pytest.mark.parametrize("language", BROWSERS)
def test_a_compliance_auditor_reads_everything_and_changes_nothing(
    seat: Callable[..., Seat], payout: Payout, language: str
) -> None:
    anna = seat("anna", language)

    looks_through_the_log(anna)
    reads_the_case(anna, payout.case)
    looks_up_every_record(anna)


def looks_through_the_log(anna: Seat) -> None:
    """By case and by person."""
    anna.goes_to("/admin/")
    anna.window.get_by_text(anna.words("Records"), exact=True).click()
    anna.clicks("link", "Log")
    anna.field("Case", exact=True).fill("RC-1")
    anna.clicks("button", "Apply")
    entries = anna.window.locator(".log > li")
    anna.window.locator(".log .who", has_text="Sofia").first.wait_for()
    everybody = entries.count()
    anna.field("Who", exact=True).select_option(label="Mei")
    anna.clicks("button", "Apply")
    anna.window.wait_for_url("**who=*")
    assert set(anna.window.locator(".log .who").all_inner_texts()) == {"Mei"}
    assert 0 < entries.count() < everybody
    nothing_writes(anna)
    anna.picture("log")


def reads_the_case(anna: Seat, case: RefundCase) -> None:
    """The whole story, of which the page fetches the end when she comes to it; each step says why it is not hers."""
    anna.goes_to(reverse("admin:refunds_refundcase_change", args=[case.pk]))
    anna.case("RC-1")
    anna.window.locator("#story").scroll_into_view_if_needed()
    anna.window.locator("[data-part] .who", has_text="Sofia").first.wait_for()
    anna.window.locator(".steps-off summary").click()
    assert anna.window.get_by_text(anna.words("Your role does not include this step.")).first.is_visible()
    nothing_writes(anna)
    turns_it_over(anna)
    anna.goes_to(reverse("admin:refunds_refundcase_history", args=[case.pk]))
    anna.window.get_by_text("Sofia").first.wait_for()
    nothing_writes(anna)


def turns_it_over(anna: Seat) -> None:
    """The same page in the dark and in the other language, and back."""
    anna.window.locator(".theme-toggle").first.click()
    for name, language in sorted(OTHER.items(), key=lambda one: one[1] == anna.language):
        anna.window.get_by_role("button", name=name).click()
        anna.window.locator(f"html[lang={language}]").wait_for()
        anna.case("RC-1")


def looks_up_every_record(anna: Seat) -> None:
    """Every list of the menu can be had, and none of them offers to add, change or delete."""
    links = anna.window.locator(".menu-bar a").all()
    lists = sorted({link.get_attribute("href") for link in links})
    found = {address: anna.window.evaluate(LOOK, [address, WRITING]) for address in lists}
    assert len(found) > 20
    assert {address: seen for address, seen in found.items() if seen != [200, []]} == {}


def nothing_writes(anna: Seat) -> None:
    """No button of the page sends anything."""
    found = [one.evaluate("one => one.outerHTML") for one in anna.window.locator(WRITING).all()]
    assert (anna.window.url, found) == (anna.window.url, [])
