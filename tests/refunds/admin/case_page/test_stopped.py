"""What stops a case is said on its page, its list and its payouts."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.models import Payout
from refunds.operations.legal_hold import hold
from refunds.operations.mediation import begin_mediation
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


@pytest.fixture
def held(payout: Payout, act_of: Acts) -> Payout:
    """A payout whose case went to court."""
    hold(payout.case_id, kind="court", reference="C-2231/26", act=act_of("mei", "served on us", minutes=5))
    return payout


def test_the_page_of_a_held_case_says_what_stops_it_since_when_and_by_whom(desk: Desk, held: Payout) -> None:
    page = desk("tom").sees(held.case)
    stops = page.context["stopped"]
    assert (stops.what, stops.by.username, stops.why) == ("court C-2231/26", "mei", "served on us")
    assert stops.goes_on == "approved, being paid"
    assert "Under legal hold: nothing is decided and nothing is paid" in page.content.decode()


def test_the_page_of_a_case_in_mediation_says_who_mediates(desk: Desk, payout: Payout, act_of: Acts) -> None:
    begin_mediation(payout.case_id, body="Consumer Association", act=act_of("ravi", minutes=5))
    assert desk("tom").sees(payout.case).context["stopped"].what == "Consumer Association"


def test_nothing_stops_an_ordinary_case(desk: Desk, payout: Payout) -> None:
    assert desk("tom").sees(payout.case).context["stopped"] is None


def test_the_list_and_the_page_of_its_payouts_say_so(desk: Desk, held: Payout) -> None:
    fatima = desk("fatima").client
    assert "chip-legal_hold" in fatima.get(reverse("admin:refunds_payout_changelist")).content.decode()
    page = fatima.get(reverse("admin:refunds_payout_change", args=[held.pk])).content.decode()
    assert "Under legal hold" in page
