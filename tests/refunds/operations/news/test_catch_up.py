"""Messages that never came through the door are asked for."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from backoffice.demo.fake_stripe import Books, FakeStripe, Fault
from refunds.models import ProviderEvent
from refunds.operations.news import catch_up
from refunds.providers.base import Unreachable
from tests.stripe_cast import Clock, a_provider_event

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def kinds() -> list[str]:
    """What was taken in, in the order in which it was told."""
    return sorted(ProviderEvent.objects.values_list("kind", flat=True))


def test_what_never_came_is_taken_in_once(stripe_set_up: FakeStripe, at_stripe: Books, act_of: Acts) -> None:
    refund = at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    at_stripe.move(refund["id"], "failed", "declined")
    assert catch_up(act=act_of("worker", days=1)) == 3
    assert kinds() == ["refund.created", "refund.failed", "refund.updated"]
    assert set(ProviderEvent.objects.values_list("about", flat=True)) == {refund["id"]}
    assert catch_up(act=act_of("worker", days=1)) == 0


def test_it_looks_back_to_the_last_message_that_came(
    stripe_set_up: FakeStripe, at_stripe: Books, stripe_clock: Clock, act_of: Acts
) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "1"})
    stripe_clock.move(days=10)
    at_stripe.refund({"charge": "ch_1", "amount": "1"})
    a_provider_event(act_of("door", days=9))
    assert catch_up(act=act_of("worker", days=20)) == 1


def test_it_looks_back_three_days_at_least_and_turns_pages(
    stripe_set_up: FakeStripe, at_stripe: Books, act_of: Acts
) -> None:
    for _number in range(130):
        at_stripe.refund({"charge": "ch_1", "amount": "1"})
    a_provider_event(act_of("door", days=1))
    assert catch_up(act=act_of("worker", days=2)) == 130


def test_without_stripe_there_is_nothing_to_ask(at_stripe: Books, act_of: Acts) -> None:
    assert catch_up(act=act_of("worker")) == 0


def test_a_stripe_that_does_not_answer_is_said(stripe_set_up: FakeStripe, act_of: Acts, people: Any) -> None:
    stripe_set_up.faults.tell(Fault.UNAVAILABLE)
    with pytest.raises(Unreachable):
        catch_up(act=act_of("worker"))
