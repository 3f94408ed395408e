"""The day of an agent, in both languages: one case after the other, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refunds.admin.case_page.verdict import verdict
from refunds.models import RefundCase
from tests.cast import PASSWORD
from tests.journeys.browser.seat import BROWSERS, Seat
from tests.journeys.browser.watched import Watched

pytestmark = pytest.mark.browser
AT_MOST = 4
"""Keys and clicks from the queue to the next case, where nothing has to be typed."""


@pytest.mark.parametrize("language", BROWSERS)
def test_an_agent_works_case_after_case(watched: Watched, waiting: Callable[..., RefundCase], language: str) -> None:
    plain, refused = waiting("RC-1"), waiting("RC-2", defect="not_confirmed")
    mei = Seat(watched.window(locale=BROWSERS[language]), watched.address, language, "agent")

    signs_in(mei)
    takes_and_decides(mei, plain)
    rejects_with_a_letter(mei, refused)

    ended = {case.number: case.status for case in RefundCase.objects.all()}
    assert ended == {"RC-1": "awaiting_approval", "RC-2": "rejected"}


def signs_in(mei: Seat) -> None:
    """By the form, and from the start page to the queue."""
    mei.goes_to("/admin/")
    mei.field("Password").fill(PASSWORD)
    mei.window.locator("[name=username]").fill("mei")
    mei.clicks("button", "Log in")
    mei.sees("Good day, %(name)s", name="Mei")
    mei.picture("start")
    mei.clicks("link", "Unassigned", exact=False)
    mei.window.get_by_role("link", name="RC-1").wait_for()


def takes_and_decides(mei: Seat, case: RefundCase) -> None:
    """The next case, its verdict, the decision as recommended, and the case after it: a few keys."""
    mei.counted = 0
    mei.presses("n")
    mei.case(case.number)
    mei.window.get_by_text(mei.shown(lambda: verdict(case.current_evaluation).sentence)).first.wait_for()
    mei.picture("verdict")
    mei.presses("d")
    assert mei.field("Amount in %(currency)s", within=mei.sheet, currency="USD").input_value() == "100.00"
    mei.find("heading", "The letter as it goes out", within=mei.sheet).wait_for()
    mei.sees("No letter goes out with what is filled in so far.", within=mei.sheet)
    mei.presses("Control+Enter")
    mei.case("RC-2")
    mei.sees("The decision is recorded.")
    assert mei.counted <= AT_MOST


def rejects_with_a_letter(mei: Seat, case: RefundCase) -> None:
    """A rejection is final and goes out at once: the letter stands under the form before it does."""
    mei.presses("d")
    letter = mei.sheet.locator(".letter-preview .word")
    letter.get_by_text(case.number).first.wait_for()
    letter.scroll_into_view_if_needed()
    mei.picture("letter")
    mei.clicks("button", "Decide", within=mei.sheet)
    mei.sees("No case waits for somebody to take it.")
