"""The day of a supervisor, in both languages: an approval by keys, and a review of what somebody else decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Decision, Outcome, Payout, RefundCase
from refunds.operations.review import ask_review
from refunds.policies.phrasebook import word_in
from tests.journeys.browser.seat import BROWSERS, Seat

pytestmark = pytest.mark.browser
DISPUTED = "It failed again on the tenth."


@pytest.fixture
def disputed(
    open_case: Callable[..., RefundCase], rejected: Callable[..., RefundCase], act_of: Callable[..., Act]
) -> RefundCase:
    """Case RC-2, which Mei rejected and whose customer disagrees."""
    return ask_review(rejected(open_case("RC-2")).pk, text=DISPUTED, act=act_of("tom", hours=5))


@pytest.mark.parametrize("language", BROWSERS)
def test_a_supervisor_approves_and_reviews(
    seat: Callable[..., Seat],
    prepared: Callable[..., Decision],
    open_case: Callable[..., RefundCase],
    disputed: RefundCase,
    language: str,
) -> None:
    prepared(open_case("RC-1"))
    sofia = seat("sofia", language)

    approves(sofia)
    reviews(sofia)

    assert Payout.objects.get().case.number == "RC-1"
    assert RefundCase.fetch(disputed.pk).status == "upheld"


def approves(sofia: Seat) -> None:
    """By keyboard alone: what waits, where the money goes, what is taken back, and yes."""
    sofia.goes_to("/admin/refunds/refundcase/")
    sofia.find("heading", "Refund cases", exact=False).first.wait_for()
    sofia.presses("j")
    sofia.presses("Enter")
    sofia.case("RC-1")
    sofia.presses("a")
    sofia.sees("What will be paid", within=sofia.sheet)
    quota = {"count": "1,000", "unused": "1,000", "unit": word_in(sofia.language, "credits")}
    sofia.sees("%(count)s of %(unused)s unused %(unit)s", within=sofia.sheet, **quota)
    sofia.field("Remark for the history", within=sofia.sheet).press_sequentially("checked")
    sofia.picture("approval")
    sofia.presses("Control+Enter")
    sofia.sees("Approved. The payout is under way.")


def reviews(sofia: Seat) -> None:
    """Both sides, then the new decision, which upholds the first one and writes to the customer."""
    sofia.clicks("link", "Refund cases", exact=False)
    sofia.clicks("link", "All open", exact=False)
    sofia.window.get_by_role("link", name="RC-2").click()
    sofia.case("RC-2")
    sofia.presses("d")
    sofia.sees("The decision under review", within=sofia.sheet)
    sofia.clicks("link", "Both sides, what changed, and precedents", within=sofia.sheet)
    sofia.window.get_by_text(DISPUTED).first.wait_for()
    sofia.picture("both-sides")
    sofia.window.go_back()
    sofia.clicks("link", "Decide the review")
    sofia.sheet.get_by_role("radio", name=sofia.shown(Outcome.REJECT.label), exact=True).check()
    sofia.sheet.get_by_role("checkbox", name="S-7.2.b").check()
    sofia.field("Reason", within=sofia.sheet, exact=True).fill("Nothing new was sent.")
    sofia.field("Why it departs from the recommendation", within=sofia.sheet).fill("He was asked twice.")
    sofia.sheet.locator(".letter-preview .word").first.wait_for()
    sofia.clicks("button", "Decide the review", within=sofia.sheet)
    sofia.sees("The secondary review is decided.")
