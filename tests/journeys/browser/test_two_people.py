"""Two people on one case: each sees the other, and a form that was overtaken is not sent and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from refunds.models import RefundCase
from tests.journeys.browser.seat import BROWSERS, Seat

pytestmark = pytest.mark.browser
TYPED = "He wrote again, and means the order of March."


@pytest.mark.parametrize("language", BROWSERS)
def test_who_was_overtaken_reads_by_whom_and_with_what_and_loses_nothing(
    seat: Callable[..., Seat], open_case: Callable[..., RefundCase], examined: Callable[..., RefundCase], language: str
) -> None:
    case = examined(open_case("RC-1"))
    page = reverse("admin:refunds_refundcase_change", args=[case.pk])
    mei, ravi = seat("mei", language), seat("ravi", language)

    mei.goes_to(page)
    mei.case("RC-1")
    mei.clicks("link", "Write a note")
    mei.sheet.get_by_role("textbox").first.fill(TYPED)
    ravi.goes_to(page)
    ravi.sees("%(name)s is writing", name="Mei")
    ravi.picture("presence")
    writes_a_note(ravi)

    mei.presses("Control+Enter")
    mei.sees("The case has changed since you opened this form", within=mei.sheet)
    told = mei.sheet.get_by_role("alert")
    told.get_by_text("Ravi").first.wait_for()
    told.locator("summary").first.click()
    told.get_by_text("Called him.").first.wait_for()
    assert mei.sheet.get_by_role("textbox").first.input_value() == TYPED
    mei.picture("overtaken")
    mei.presses("Control+Enter")
    mei.window.locator("#content").get_by_text(TYPED).first.wait_for()
    assert set(case.messages.values_list("body", flat=True)) >= {TYPED, "Called him."}


def writes_a_note(ravi: Seat) -> None:
    """A note that Mei knows nothing of."""
    ravi.clicks("link", "Write a note")
    ravi.sheet.get_by_role("textbox").first.fill("Called him.")
    ravi.presses("Control+Enter")
    ravi.window.locator("#content").get_by_text("Called him.").first.wait_for()
