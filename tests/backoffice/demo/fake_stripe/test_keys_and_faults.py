"""The keys that the stand-in remembers, the faults that it makes by seed, and the events that it signs."""

import time

import pytest
import stripe as stripe_library

from backoffice.demo.fake_stripe import Books, Fault, Faults, deliveries
from backoffice.demo.fake_stripe.refusals import Refusal
from backoffice.demo.fake_stripe.sending import SECRET
from tests.stripe_cast import Clock

ASKED = ("/v1/refunds", {"charge": "ch_1"})


def test_a_key_is_remembered_for_a_day_and_forgotten_then(at_stripe: Books, stripe_clock: Clock) -> None:
    at_stripe.keys.remember("k", ASKED, (200, {}))
    stripe_clock.move(hours=23)
    assert at_stripe.keys.known("k", ASKED) == (200, {})
    stripe_clock.move(hours=1)
    assert at_stripe.keys.known("k", ASKED) is None


def test_a_key_is_good_for_one_request(at_stripe: Books) -> None:
    at_stripe.keys.remember("k", ASKED, (200, {}))
    with pytest.raises(Refusal, match="same parameters") as refusal:
        at_stripe.keys.known("k", ("/v1/refunds", {"charge": "ch_2"}))
    assert (refusal.value.status, refusal.value.error["type"]) == (400, "idempotency_error")


def test_a_key_answers_one_request_at_a_time(at_stripe: Books) -> None:
    with at_stripe.keys.working("k"), pytest.raises(Refusal) as refusal, at_stripe.keys.working("k"):
        pass
    assert refusal.value.status == 409
    with at_stripe.keys.working("k"):
        pass


def test_the_same_seed_fails_in_the_same_way() -> None:
    first, second, other = (Faults(seed=seed, share=0.4) for seed in (1, 1, 2))
    drawn = [first.next() for _call in range(200)]
    assert drawn == [second.next() for _call in range(200)]
    assert drawn != [other.next() for _call in range(200)]
    assert 0.3 < sum(fault != Fault.NONE for fault in drawn) / 200 < 0.5


def test_a_fault_that_was_told_comes_before_those_by_chance() -> None:
    faults = Faults([Fault.BUSY])
    assert [faults.next(), faults.next()] == [Fault.BUSY, Fault.NONE]


def test_events_are_sent_one_to_three_times_in_any_order_with_signatures_that_the_library_takes(
    at_stripe: Books,
) -> None:
    for _number in range(20):
        at_stripe.refund({"charge": "ch_1", "amount": "1"})
    sent = deliveries(at_stripe.events, secret=SECRET, at=int(time.time()), seed=3)
    copies = [sent.count(one) for one in set(sent)]
    assert len(copies) == len(at_stripe.events)
    assert set(copies) == {1, 2, 3}
    assert sent == deliveries(at_stripe.events, secret=SECRET, at=int(sent[0].signature[2:12]), seed=3)
    for one in sent:
        assert stripe_library.WebhookSignature.verify_header(one.body, one.signature, SECRET, 300)
