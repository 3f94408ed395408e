"""Events of Stripe applied to the books: late, twice, in any order, and always to the same end."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from backoffice.demo.fake_stripe import Books, FakeStripe
from refunds.models import (
    CaseStatus,
    Charge,
    Dispute,
    EventStatus,
    ForeignRefund,
    LedgerEntry,
    Payout,
    PayoutStatus,
    ProviderEvent,
    RefundCase,
)
from refunds.operations.news import Message, apply_event, sweep_events, take_in, try_event_again
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.settle import settle

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Tell = Callable[[dict[str, Any]], ProviderEvent]


@pytest.fixture
def charge(charge: Charge, act_of: Acts) -> Charge:
    """The charge of the cast, taken by Stripe as ch_1."""
    charge.provider, charge.provider_payment = "stripe", "ch_1"
    charge.save(act=act_of("door"))
    return charge


@pytest.fixture
def payout(stripe_set_up: FakeStripe, case: RefundCase, granted: Callable[..., Payout]) -> Payout:
    """The reserved payout of case RC-1, by Stripe."""
    return granted(case)


@pytest.fixture
def tell(act_of: Acts) -> Tell:
    """tell(event): the event comes through the door and is applied."""

    def make(event: dict[str, Any]) -> ProviderEvent:
        about = event["data"]["object"]["id"]
        take_in(Message("stripe", event["id"], event["type"], about, json.dumps(event)), act=act_of("door"))
        stored = ProviderEvent.objects.get(event_id=event["id"])
        return apply_event(stored.pk, act=act_of("worker", minutes=10))

    return make


def books(payout: Payout) -> tuple[str, str, int, int, list[int], str]:
    """All that must not depend on the order in which events come."""
    now, charge = Payout.fetch(payout.pk), Charge.fetch(payout.charge_id)
    entries = sorted(LedgerEntry.objects.filter(payout=payout).values_list("amount_minor", flat=True))
    case = RefundCase.fetch(payout.case_id).status
    return now.status, charge.status, charge.reserved_minor, charge.refunded_minor, entries, case


def test_a_payout_by_stripe_is_paid_and_its_event_changes_nothing_more(
    payout: Payout, at_stripe: Books, tell: Tell, act_of: Acts
) -> None:
    pay(payout.pk, act=act_of("worker", minutes=5))
    before = books(payout)
    for event in at_stripe.events:
        tell(event)
    assert books(payout) == before
    assert before[0] == PayoutStatus.SUCCEEDED
    assert set(ProviderEvent.objects.values_list("kind", "status")) == {
        ("refund.created", EventStatus.APPLIED),
        ("charge.refunded", EventStatus.SET_ASIDE),
    }


ORDERS = list(itertools.permutations(range(3)))


@pytest.mark.parametrize("turns", ORDERS, ids=str)
def test_a_refund_that_was_paid_and_came_back_ends_so_in_whatever_order_it_is_told(
    payout: Payout, at_stripe: Books, tell: Tell, act_of: Acts, turns: tuple[int, ...]
) -> None:
    at_stripe.charges["ch_1"]["metadata"]["refunds_are"] = "pending"
    pay(payout.pk, act=act_of("worker", minutes=5))
    [refund] = at_stripe.refunds
    at_stripe.move(refund, "succeeded")
    at_stripe.move(refund, "failed", "lost_or_stolen_card")
    told = [e for e in at_stripe.events if e["type"] in ("refund.created", "refund.updated")]
    for place in [*turns, *turns]:
        tell(told[place])
    status, charge, reserved, refunded, entries, case = books(payout)
    assert (status, charge, reserved, refunded) == (PayoutStatus.RETURNED, "captured", 0, 0)
    assert entries == [-100_00, 100_00]
    assert case == CaseStatus.IN_REVIEW
    assert "lost or stolen" in Payout.fetch(payout.pk).last_problem


def test_a_refund_that_failed_without_ever_being_paid_gives_its_amount_back(
    payout: Payout, at_stripe: Books, tell: Tell, act_of: Acts
) -> None:
    at_stripe.charges["ch_1"]["metadata"]["refunds_are"] = "pending"
    pay(payout.pk, act=act_of("worker", minutes=5))
    [refund] = at_stripe.refunds
    at_stripe.move(refund, "failed", "declined")
    for event in at_stripe.events[::-1]:
        tell(event)
    assert books(payout)[:5] == (PayoutStatus.FAILED, "captured", 0, 0, [])


def test_an_event_overtakes_the_answer_of_the_call(
    payout: Payout, at_stripe: Books, tell: Tell, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told_first(*details: Any, **named: Any) -> Payout:
        tell(at_stripe.events[0])
        return settle(*details, **named)

    monkeypatch.setattr("refunds.operations.pay.settle", told_first)
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert books(payout)[0] == PayoutStatus.SUCCEEDED
    assert books(payout)[4] == [100_00]


def test_a_refund_made_elsewhere_is_set_aside_and_named(at_stripe: Books, tell: Tell, people: object) -> None:
    refund = at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    event = tell(at_stripe.events[0])
    assert event.status == EventStatus.SET_ASIDE
    assert refund["id"] in event.problem
    assert "10.00 USD" in event.problem
    assert ForeignRefund.objects.get().provider_reference == refund["id"]


@pytest.mark.parametrize("turns", ORDERS, ids=str)
def test_a_refund_made_elsewhere_counts_on_our_charge_until_it_comes_back(
    charge: Charge, at_stripe: Books, tell: Tell, turns: tuple[int, ...]
) -> None:
    at_stripe.charges["ch_1"]["metadata"]["refunds_are"] = "pending"
    refund = at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    at_stripe.move(refund["id"], "succeeded")
    told = [e for e in at_stripe.events if e["type"] in ("refund.created", "refund.updated")]
    for event in told:
        tell(event)
    assert Charge.fetch(charge.pk).elsewhere_minor == 10_00
    at_stripe.move(refund["id"], "failed", "declined")
    later = [e for e in at_stripe.events if e not in told and e["data"]["object"].get("status") == "failed"]
    for place in turns:
        tell(later[place])
    assert Charge.fetch(charge.pk).elsewhere_minor == 0


def test_another_amount_than_was_asked_is_for_finance_to_look_at(
    payout: Payout, at_stripe: Books, tell: Tell, act_of: Acts
) -> None:
    pay(payout.pk, act=act_of("worker", minutes=5))
    event = at_stripe.events[0]
    event["data"]["object"]["amount"] = 1
    failed = tell(event)
    assert failed.status == EventStatus.FAILED
    assert "0.01 USD" in failed.problem


def test_what_could_not_be_applied_is_applied_when_finance_says_so(
    payout: Payout, at_stripe: Books, tell: Tell, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay(payout.pk, act=act_of("worker", minutes=5))

    def refused(*details: Any, **named: Any) -> None:
        raise Refused("Something is in the way.")

    with monkeypatch.context() as patched:
        patched.setattr("refunds.operations.news.apply.adopt", refused)
        event = tell(at_stripe.events[0])
    assert (event.status, event.problem) == (EventStatus.FAILED, "Something is in the way.")
    assert apply_event(event.pk, act=act_of("worker", minutes=11)).status == EventStatus.FAILED
    with pytest.raises(Refused, match="role"):
        try_event_again(event.pk, act=act_of("mei", minutes=12))
    assert try_event_again(event.pk, act=act_of("fatima", minutes=12)).status == EventStatus.RECEIVED
    assert apply_event(event.pk, act=act_of("worker", minutes=13)).status == EventStatus.APPLIED


def test_a_message_that_can_not_be_read_is_kept_and_says_so(at_stripe: Books, tell: Tell, people: object) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    event = at_stripe.events[0]
    del event["data"]["object"]["currency"]
    unread = tell(event)
    assert unread.status == EventStatus.FAILED
    assert "currency" in unread.problem


def test_an_event_that_lost_its_job_is_queued_by_the_sweep(at_stripe: Books, act_of: Acts) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    event = at_stripe.events[0]
    take_in(Message("stripe", event["id"], event["type"], "re", json.dumps(event)), act=act_of("door"))
    assert sweep_events(act=act_of("worker", minutes=4)) == []
    assert sweep_events(act=act_of("worker", minutes=6)) == []  # its job is waiting
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert sweep_events(act=act_of("worker", minutes=6)) == [ProviderEvent.objects.get().pk]
    assert ProcrastinateJob.objects.count() == 1


@pytest.mark.parametrize("turns", ORDERS, ids=str)
def test_a_dispute_ends_as_it_ended_in_whatever_order_it_is_told(
    charge: Charge, at_stripe: Books, tell: Tell, stripe_clock: Any, turns: tuple[int, ...]
) -> None:
    dispute = at_stripe.dispute("ch_1")
    for status in ("under_review", "lost"):
        stripe_clock.move(hours=1)
        at_stripe.move_dispute(dispute["id"], status)
    for place in [*turns, *turns]:
        tell(at_stripe.events[place])
    recorded = Dispute.objects.get()
    assert (recorded.charge, recorded.status) == (charge, "lost")


def test_a_dispute_about_a_payment_that_is_not_here_is_set_aside(at_stripe: Books, tell: Tell, people: object) -> None:
    at_stripe.charge(5_00, "usd", id="ch_9")
    at_stripe.dispute("ch_9")
    assert tell(at_stripe.events[0]).status == EventStatus.SET_ASIDE
    assert not Dispute.objects.exists()


def test_a_refund_made_elsewhere_is_known_by_the_payment_intent_too(
    charge: Charge, at_stripe: Books, tell: Tell, act_of: Acts
) -> None:
    charge.provider_payment = at_stripe.charges["ch_1"]["payment_intent"]
    charge.save(act=act_of("door"))
    at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    tell(at_stripe.events[0])
    assert ForeignRefund.objects.get().charge == charge
