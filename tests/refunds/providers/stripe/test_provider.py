"""Refunds by Stripe, against a stand-in that remembers, forgets, refuses and fails as Stripe does."""

from collections.abc import Callable

import pytest

from backoffice.demo.fake_stripe import Books, FakeStripe, Fault
from refunds.providers.base import Busy, Instruction, Receipt, ReceiptOutcome, Unreachable
from refunds.providers.stripe import Stripe
from refunds.providers.stripe.client import connect
from tests.stripe_cast import Clock

RefundOf = Callable[..., Instruction]


def test_a_refund_is_paid_with_our_key_on_it(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    receipt = stripe.send(refund_of(40_00))
    [refund] = at_stripe.refunds.values()
    assert receipt == Receipt.paid(refund["id"])
    assert (refund["amount"], refund["charge"]) == (40_00, "ch_1")
    assert refund["metadata"] == {"refund_key": "refund-7", "payout": "7", "charge": "CH-1"}


def test_a_payment_intent_is_refunded_by_its_own_name(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    intent = at_stripe.charges["ch_1"]["payment_intent"]
    receipt = stripe.send(refund_of(payment=intent))
    assert receipt.outcome == ReceiptOutcome.PAID
    assert stripe.look_up(refund_of(payment=intent)) == receipt


def test_every_attempt_sends_the_same_bytes(stripe: Stripe, fake_stripe: FakeStripe, refund_of: RefundOf) -> None:
    for _attempt in range(3):
        stripe.send(refund_of())
    assert len({body for _method, _path, body in fake_stripe.calls}) == 1


def test_the_same_key_moves_money_once(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    assert stripe.send(refund_of()) == stripe.send(refund_of())
    assert at_stripe.charges["ch_1"]["amount_refunded"] == 40_00


def test_after_a_day_the_key_is_forgotten_and_only_the_look_up_tells(
    stripe: Stripe, at_stripe: Books, stripe_clock: Clock, refund_of: RefundOf
) -> None:
    paid = stripe.send(refund_of())
    stripe_clock.move(hours=25)
    assert stripe.look_up(refund_of()) == paid
    stripe.send(refund_of())
    assert at_stripe.charges["ch_1"]["amount_refunded"] == 80_00  # twice: what keys_last keeps the executor from
    assert stripe.keys_last is not None
    assert stripe.keys_last.total_seconds() <= 24 * 3600


@pytest.mark.parametrize("state", ["pending", "requires_action"])
def test_a_refund_that_stripe_has_not_paid_yet_is_pending(
    stripe: Stripe, at_stripe: Books, refund_of: RefundOf, state: str
) -> None:
    at_stripe.charge(50_00, "usd", id="ch_2", refunds_are=state)
    receipt = stripe.send(refund_of(10_00, payment="ch_2"))
    assert receipt == Receipt.pending(receipt.provider_reference)
    at_stripe.move(receipt.provider_reference, "succeeded")
    assert stripe.look_up(refund_of(payment="ch_2")) == Receipt.paid(receipt.provider_reference)


@pytest.mark.parametrize(
    ("state", "code", "says"),
    [
        ("failed", "expired_or_canceled_card", "expired or was cancelled"),
        ("failed", "insufficient_funds", "balance at Stripe"),
        ("failed", "a_new_word", "a_new_word"),
        ("canceled", "", "cancelled before it was paid"),
    ],
)
def test_a_refund_that_failed_later_says_why(
    stripe: Stripe, at_stripe: Books, refund_of: RefundOf, state: str, code: str, says: str
) -> None:
    at_stripe.charge(50_00, "usd", id="ch_2", refunds_are="requires_action")
    reference = stripe.send(refund_of(10_00, payment="ch_2")).provider_reference
    at_stripe.move(reference, state, code)
    found = stripe.look_up(refund_of(payment="ch_2"))
    assert found is not None
    assert (found.outcome, found.code, found.provider_reference) == (ReceiptOutcome.RETURNED, code, reference)
    assert says in found.reason


def test_more_than_is_left_is_refused_in_words(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    receipt = stripe.send(refund_of(100_01))
    assert receipt.outcome == ReceiptOutcome.REFUSED
    assert "greater than unrefunded amount" in receipt.reason
    assert not at_stripe.refunds


def test_a_charge_that_is_refunded_already_is_a_refusal_by_its_code(stripe: Stripe, refund_of: RefundOf) -> None:
    stripe.send(refund_of(100_00))
    again = stripe.send(refund_of(1_00, key="another"))
    assert (again.outcome, again.code) == (ReceiptOutcome.REFUSED, "charge_already_refunded")


def test_a_disputed_charge_is_a_refusal_by_its_code(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    at_stripe.dispute("ch_1")
    receipt = stripe.send(refund_of())
    assert (receipt.outcome, receipt.code) == (ReceiptOutcome.REFUSED, "charge_disputed")


def test_a_payment_that_stripe_does_not_know_is_refused_and_was_never_paid(stripe: Stripe, refund_of: RefundOf) -> None:
    assert stripe.send(refund_of(payment="ch_none")).code == "resource_missing"
    assert stripe.look_up(refund_of(payment="ch_none")) is None


def test_an_amount_that_stripe_can_not_express_is_refused_without_a_call(
    stripe: Stripe, fake_stripe: FakeStripe, refund_of: RefundOf
) -> None:
    receipt = stripe.send(refund_of(5_124, "KWD"))
    assert (receipt.outcome, fake_stripe.calls) == (ReceiptOutcome.REFUSED, [])
    assert "5.124 KWD" in receipt.reason


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.LOCKED])
def test_a_busy_stripe_says_how_long_to_stay_away(
    stripe: Stripe, fake_stripe: FakeStripe, refund_of: RefundOf, fault: Fault
) -> None:
    fake_stripe.faults.tell(fault)
    with pytest.raises(Busy) as busy:
        stripe.send(refund_of())
    assert busy.value.wait is not None
    assert busy.value.wait.total_seconds() == 2
    assert stripe.send(refund_of()).outcome == ReceiptOutcome.PAID


def test_a_key_that_is_at_work_already_is_busy(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    with at_stripe.keys.working("refund-7"), pytest.raises(Busy, match="in-progress"):
        stripe.send(refund_of())
    assert stripe.send(refund_of()).outcome == ReceiptOutcome.PAID


PAID_ALL_THE_SAME = [Fault.FAILS_AFTER, Fault.RESETS_AFTER, Fault.GARBAGE]
NOT_PAID = [Fault.UNAVAILABLE, Fault.FAILS_BEFORE, Fault.RESETS_BEFORE]


@pytest.mark.parametrize("fault", [*PAID_ALL_THE_SAME, *NOT_PAID])
def test_a_failure_leaves_open_what_happened_and_is_never_tried_again_by_itself(
    stripe: Stripe, fake_stripe: FakeStripe, refund_of: RefundOf, fault: Fault
) -> None:
    fake_stripe.faults.tell(fault)
    with pytest.raises(Unreachable):
        stripe.send(refund_of())
    assert len(fake_stripe.calls) == 1


@pytest.mark.parametrize("fault", PAID_ALL_THE_SAME)
def test_what_was_paid_all_the_same_is_found_by_our_key(
    stripe: Stripe, fake_stripe: FakeStripe, refund_of: RefundOf, fault: Fault
) -> None:
    fake_stripe.faults.tell(fault)
    with pytest.raises(Unreachable):
        stripe.send(refund_of())
    found = stripe.look_up(refund_of())
    assert found is not None
    assert found.outcome == ReceiptOutcome.PAID


@pytest.mark.parametrize("fault", NOT_PAID)
def test_what_was_not_paid_is_not_found(
    stripe: Stripe, fake_stripe: FakeStripe, refund_of: RefundOf, fault: Fault
) -> None:
    fake_stripe.faults.tell(fault)
    with pytest.raises(Unreachable):
        stripe.send(refund_of())
    assert stripe.look_up(refund_of()) is None


def test_a_failure_that_stripe_stored_is_repeated_and_said_to_be(
    stripe: Stripe, fake_stripe: FakeStripe, at_stripe: Books, refund_of: RefundOf
) -> None:
    fake_stripe.faults.tell(Fault.FAILS_AFTER)
    with pytest.raises(Unreachable):
        stripe.send(refund_of())
    with pytest.raises(Unreachable, match="repeats a failure"):
        stripe.send(refund_of())
    assert len(at_stripe.refunds) == 1


def test_an_answer_that_does_not_come_in_time_leaves_it_open(fake_stripe: FakeStripe, refund_of: RefundOf) -> None:
    impatient = Stripe(connect(fake_stripe.api_key, api_base=fake_stripe.url, timeout=0.05))
    fake_stripe.faults.tell(Fault.TIMES_OUT)
    with pytest.raises(Unreachable, match="timed out"):
        impatient.send(refund_of())


def test_a_stripe_that_is_not_there_leaves_it_open(fake_stripe: FakeStripe, refund_of: RefundOf) -> None:
    nowhere = Stripe(connect("sk_test", api_base="http://127.0.0.1:9", timeout=1))
    with pytest.raises(Unreachable):
        nowhere.send(refund_of())
    with pytest.raises(Unreachable):
        nowhere.look_up(refund_of())
    with pytest.raises(Unreachable):
        nowhere.list_since("")


def test_a_key_used_for_something_else_is_no_refusal(stripe: Stripe, refund_of: RefundOf) -> None:
    stripe.send(refund_of(40_00))
    with pytest.raises(Unreachable, match="another instruction"):
        stripe.send(refund_of(41_00))


def test_a_wrong_api_key_is_a_matter_for_the_administrator_not_for_the_customer(
    fake_stripe: FakeStripe, refund_of: RefundOf
) -> None:
    stranger = Stripe(connect("sk_test_wrong", api_base=fake_stripe.url, timeout=5))
    with pytest.raises(Unreachable, match="STRIPE_API_KEY"):
        stranger.send(refund_of())


def test_the_look_up_turns_pages(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    first = stripe.send(refund_of(1))
    for number in range(120):
        at_stripe.refund({"charge": "ch_1", "amount": "1", "metadata": {"refund_key": f"other-{number}"}})
    assert stripe.look_up(refund_of(1)) == first


def test_refunds_of_others_are_not_ours(stripe: Stripe, at_stripe: Books, refund_of: RefundOf) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "100"})
    assert stripe.look_up(refund_of()) is None
