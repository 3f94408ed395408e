"""The server goes away while somebody types, and comes back: nothing is lost, and each time it is said what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from refunds.models import RefundCase
from tests.cast import PASSWORD
from tests.journeys.browser.seat import BROWSERS, Seat
from tests.journeys.browser.watched import Watched

pytestmark = pytest.mark.browser
TYPED = "Two calls failed; the customer sent both."
ON_PURPOSE = ("ERR_INTERNET_DISCONNECTED", "502", "/presence/", "403")
"""What the browser complains of meanwhile, the beat of the page among it, which is nobody's while she is away."""


@pytest.mark.parametrize("language", BROWSERS)
def test_what_was_typed_outlives_the_connection_the_server_and_the_session(
    watched: Watched,
    seat: Callable[..., Seat],
    open_case: Callable[..., RefundCase],
    examined: Callable[..., RefundCase],
    language: str,
) -> None:
    case = examined(open_case("RC-1"))
    mei = seat("mei", language)
    mei.goes_to(reverse("admin:refunds_refundcase_change", args=[case.pk]))
    mei.clicks("link", "Decide")
    mei.field("Amount in %(currency)s", within=mei.sheet, currency="USD").fill("99.50")
    mei.field("Why it departs from the recommendation", within=mei.sheet).fill(TYPED)

    without_a_connection(mei)
    without_a_server(mei)
    without_a_session(mei)

    mei.presses("Control+Enter")
    mei.sees("The decision is recorded.")
    decision = case.decisions.get()
    assert (decision.departs_because, decision.parts.get().amount_minor) == (TYPED, 99_50)
    watched.forgive(*ON_PURPOSE)


def without_a_connection(mei: Seat) -> None:
    """The network is gone."""
    mei.window.context.set_offline(True)
    is_not_sent(mei, "The server did not answer. Nothing is lost here: check the connection, then send it again.")
    mei.picture("not-sent")
    mei.window.context.set_offline(False)


def without_a_server(mei: Seat) -> None:
    """A proxy answers in its place."""
    mei.window.route(
        "**/steps/decide/", lambda route: away(route) if route.request.method == "POST" else route.continue_()
    )
    is_not_sent(mei, "The server could not take it now. Nothing is lost here: wait a moment, then send it again.")
    mei.window.unroute("**/steps/decide/")


def away(route: Any) -> None:
    """What a proxy says while the server starts anew."""
    route.fulfill(status=502, body="Bad Gateway")


def without_a_session(mei: Seat) -> None:
    """She was away for too long, and signs in again in another tab."""
    mei.window.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    is_not_sent(mei, "You are signed out. Nothing is lost here: sign in again in another window, then send it again.")
    other = mei.window.context.new_page()
    other.goto(f"{mei.address}/admin/")
    other.locator("[name=username]").fill("mei")
    other.locator("[name=password]").fill(PASSWORD)
    other.get_by_role("button", name=mei.words("Log in")).click()
    other.get_by_role("heading", level=1, name="Mei").wait_for()
    other.close()


def is_not_sent(mei: Seat, said: str) -> None:
    """Sending fails with a sentence, and what was typed is still there."""
    mei.presses("Control+Enter")
    mei.sees(said, within=mei.sheet.get_by_role("alert"))
    assert mei.field("Why it departs from the recommendation", within=mei.sheet).input_value() == TYPED
