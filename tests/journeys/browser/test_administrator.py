"""The day of an administrator, in both languages: a colleague, days of the calendar, the versions of the policies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.roles import BY_ID
from refunds.models import CalendarDay, PolicyVersion
from tests.arrangement_cast import NEXT_YEAR, NOTICE
from tests.journeys.browser.seat import BROWSERS, Seat
from tests.version_work import issued

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", BROWSERS)
def test_an_administrator_looks_after_people_and_the_calendar(
    seat: Callable[..., Seat], act_of: Callable[..., Act], language: str
) -> None:
    adam = seat("adam", language)

    adds_a_colleague(adam)
    enters_days(adam)
    reads_a_version(adam, issued(act_of))

    assert [group.name for group in StaffMember.objects.get(username="nina").groups.all()] == ["agent"]
    assert CalendarDay.objects.filter(day__year=NEXT_YEAR).count() == 3


def adds_a_colleague(adam: Seat) -> None:
    """A name, a role, the reason, and the link by which she chooses her password."""
    adam.goes_to("/admin/accounts/staffmember/")
    adam.window.locator("a[href$='/staffmember/add/']").first.click()
    adam.window.locator("[name=username]").fill("nina")
    adam.field("first name").fill("Nina")
    adam.window.get_by_label(adam.shown(BY_ID["agent"].label), exact=True).check()
    adam.field("Reason").fill("joins the desk")
    adam.picture("colleague")
    adam.clicks("button", "Save")
    adam.window.get_by_role("link", name="nina").first.click()
    adam.clicks("link", "A link to choose a password")
    adam.window.locator("main form[method=post] button, #content form[method=post] button").first.wait_for()


def enters_days(adam: Seat) -> None:
    """Three days of the next notice, one line and another."""
    adam.goes_to("/admin/refunds/calendarday/")
    adam.clicks("link", "Enter days")
    adam.field("Days", exact=True).fill(f"{NEXT_YEAR}-01-01 off\n{NEXT_YEAR}-02-05..{NEXT_YEAR}-02-06 off")
    adam.field("Notice", exact=True).fill(NOTICE)
    adam.clicks("button", "Enter the days")
    adam.window.locator(".messagelist .success").wait_for()
    adam.window.get_by_text(NOTICE).first.wait_for()
    adam.picture("calendar")


def reads_a_version(adam: Seat, version: PolicyVersion) -> None:
    """A published version as a document; nothing of it is theirs to change."""
    adam.goes_to("/admin/refunds/policyversion/")
    adam.window.get_by_role("link", name=version.version).first.click()
    adam.window.get_by_text("S-2.1.a").first.wait_for()
    assert adam.window.locator("[data-step]").count() == 0
    adam.picture("version")
