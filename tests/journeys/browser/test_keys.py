"""The keyboard alone: from the queue to a sent form, the list of keys, and the palette."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refunds.models import RefundCase
from tests.journeys.browser.seat import Seat

pytestmark = pytest.mark.browser
QUEUE = "/admin/refunds/refundcase/?tab=mine"


def test_a_decision_takes_three_keys_from_the_queue_and_letters_stay_letters(
    seat: Callable[..., Seat], open_case: Callable[..., RefundCase], examined: Callable[..., RefundCase]
) -> None:
    mine, waiting = examined(open_case("RC-1")), open_case("RC-2")
    mei = seat("mei")
    window, keyboard = mei.window, mei.window.keyboard

    mei.goes_to(QUEUE)
    keyboard.press("?")
    window.get_by_role("dialog", name="Keys").get_by_text("Take the next case").wait_for()
    keyboard.press("Escape")

    window.locator("#searchbar").focus()
    keyboard.type("n?jd")
    assert window.locator("#searchbar").input_value() == "n?jd"
    assert window.locator("dialog[open]").count() == 0
    window.locator("h1").click()

    keyboard.press("j")
    keyboard.press("Enter")
    window.get_by_role("heading", name="Clause by clause").wait_for()
    keyboard.press("d")
    window.get_by_role("dialog").get_by_label("and open the next").check()
    keyboard.press("Control+Enter")
    window.get_by_text("The decision is recorded.").wait_for()
    window.get_by_role("heading", name="RC-2").wait_for()
    assert RefundCase.fetch(mine.pk).status == "awaiting_approval"
    assert str(RefundCase.fetch(waiting.pk).assignee) == "Mei"

    keyboard.press("Control+k")
    palette = window.get_by_role("combobox", name="Number, e-mail or customer id")
    palette.press_sequentially("RC-1")
    window.get_by_role("option", name="RC-1").wait_for()
    assert palette.get_attribute("aria-activedescendant") == "palette-0"
    keyboard.press("Enter")
    window.get_by_role("heading", name="RC-1").wait_for()
