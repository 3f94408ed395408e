"""What keeps a payout from being sent, and what becomes of it when money went back without us."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import (
    Alarm,
    BooksMark,
    CaseStatus,
    Charge,
    Dispute,
    ForeignRefund,
    LedgerEntry,
    Payout,
    PayoutStatus,
    RefundCase,
    SandboxCall,
)
from refunds.money import Money
from refunds.operations.adopt import adopt, list_refunds
from refunds.operations.approve import approve
from refunds.operations.cancel_payout import cancel_payout
from refunds.operations.executor import marks
from refunds.operations.pause_payouts import lift_breaker, open_books, pause, resume, set_limit
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.record_dispute import record_dispute
from refunds.providers.base import Instruction, Listed, Receipt
from refunds.providers.news import DisputeNews
from refunds.providers.sandbox import Sandbox
from tests.cast import MOMENT
from tests.refunds.models.tables import refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
P = PayoutStatus


def state(payout: Payout) -> str:
    """The state of the payout now."""
    return str(Payout.fetch(payout.pk).status)


def problem(payout: Payout) -> str:
    """What stands on it."""
    return Payout.fetch(payout.pk).last_problem


def dispute(status: str, *, amount: int = 100_00, place: int = 0) -> DisputeNews:
    """News of the dispute on CH-1."""
    return DisputeNews("D-1", ("CH-1",), status, Money(amount, "USD"), MOMENT, (place, 0))


def elsewhere(amount: int = 100_00, receipt: Receipt | None = None, key: str = "") -> Listed:
    """A refund of CH-1 that somebody made at the provider."""
    return Listed(key, "R-9", "CH-1", Money(amount, "USD"), receipt or Receipt.paid("R-9"), MOMENT)


def test_a_pause_stops_what_is_unsent_and_says_why_until_somebody_else_lets_it_go_on(
    payout: Payout, act_of: Acts
) -> None:
    pause("sandbox", act=act_of("fatima", "The statement looks odd.", minutes=4))
    assert pay(payout.pk, act=act_of("worker", minutes=5)) is None
    assert (state(payout), SandboxCall.objects.count()) == (P.RESERVED, 0)
    assert "The statement looks odd." in problem(payout)
    with pytest.raises(Refused, match="Your role does not include"):
        resume("sandbox", act=act_of("fatima", minutes=6))
    resume("sandbox", act=act_of("sofia", "Compared, all in order.", minutes=6))
    pay(payout.pk, act=act_of("worker", minutes=7))
    assert state(payout) == P.SUCCEEDED


def test_under_a_pause_what_was_sent_is_still_looked_up(
    payout: Payout, sandbox_told: Callable[..., object], act_of: Acts
) -> None:
    sandbox_told("CH-1", "times_out")
    pay(payout.pk, act=act_of("worker", minutes=5))
    pause("", act=act_of("fatima", minutes=6))
    pay(payout.pk, act=act_of("worker", minutes=10))
    assert state(payout) == P.SUCCEEDED


def test_at_the_ceiling_of_the_day_it_waits_for_the_next_one(two_payouts: tuple[Payout, Payout], act_of: Acts) -> None:
    set_limit("USD", daily_minor=120_00, hourly_count=None, act=act_of("adam"))
    first, second = two_payouts
    pay(first.pk, act=act_of("worker", minutes=5))
    assert pay(second.pk, act=act_of("worker", minutes=6)) is None
    assert "120.00 USD a day is reached" in problem(second).replace("for one day", "a day")
    assert Alarm.objects.filter(kind="ceiling", subject="USD").count() == 1
    pay(second.pk, act=act_of("worker", days=1))
    assert state(second) == P.SUCCEEDED


def test_too_many_in_one_hour_stop_the_currency_until_somebody_has_looked(
    two_payouts: tuple[Payout, Payout], act_of: Acts
) -> None:
    set_limit("USD", daily_minor=None, hourly_count=1, act=act_of("adam"))
    first, second = two_payouts
    pay(first.pk, act=act_of("worker", minutes=5))
    assert pay(second.pk, act=act_of("worker", minutes=6)) is None
    assert pay(second.pk, act=act_of("worker", days=3)) is None
    with pytest.raises(Refused, match="Your role"):
        lift_breaker("USD", act=act_of("adam"))
    lift_breaker("USD", act=act_of("sofia", "A campaign ended.", days=3))
    pay(second.pk, act=act_of("worker", days=3, minutes=1))
    assert state(second) == P.SUCCEEDED


def test_an_open_dispute_stops_the_payout_and_a_won_one_lets_it_go_on(payout: Payout, act_of: Acts) -> None:
    record_dispute("stripe", dispute("open"), act=act_of("worker", minutes=4))
    assert pay(payout.pk, act=act_of("worker", minutes=5)) is None
    assert (state(payout), SandboxCall.objects.count()) == (P.RESERVED, 0)
    assert "A supervisor decides" in problem(payout)
    assert Alarm.objects.filter(kind="dispute").exists()
    record_dispute("stripe", dispute("won", place=1), act=act_of("worker", minutes=6))
    pay(payout.pk, act=act_of("worker", minutes=7))
    assert state(payout) == P.SUCCEEDED


def test_a_lost_dispute_counts_as_paid_and_gives_up_what_was_not_sent(payout: Payout, act_of: Acts) -> None:
    for _twice in range(2):
        record_dispute("stripe", dispute("lost"), act=act_of("worker", minutes=4))
    charge = Charge.objects.get()
    assert (charge.elsewhere_minor, charge.reserved_minor, charge.refundable) == (100_00, 0, Money(0, "USD"))
    assert (state(payout), RefundCase.fetch(payout.case_id).status) == (P.CANCELLED, CaseStatus.IN_REVIEW)
    assert list(LedgerEntry.objects.values_list("kind", "amount_minor")) == [("chargeback", 100_00)]
    record_dispute("stripe", dispute("open", place=2), act=act_of("worker", minutes=5))
    assert Dispute.objects.get().status == "lost"
    record_dispute("stripe", dispute("won", place=3), act=act_of("worker", minutes=6))
    assert Charge.objects.get().elsewhere_minor == 0


def test_a_loss_beside_a_refund_is_booked_as_it_is_and_nothing_more_is_granted(
    payout: Payout, open_case: Callable[..., RefundCase], prepared: Callable[..., object], act_of: Acts
) -> None:
    pay(payout.pk, act=act_of("worker", minutes=5))
    record_dispute("stripe", dispute("lost"), act=act_of("worker", minutes=6))
    charge = Charge.objects.get()
    assert (charge.refunded_minor, charge.elsewhere_minor, charge.overdrawn) == (100_00, 100_00, True)
    assert charge.refundable == Money(0, "USD")


def test_the_database_refuses_a_payout_of_money_that_went_back_without_us(payout: Payout, act_of: Acts) -> None:
    cancel_payout(payout.pk, act=act_of("fatima", "a mistake", minutes=4))
    adopt("sandbox", elsewhere(60_00), act_of("worker", minutes=5))
    columns = ", ".join(
        f.column for f in Payout._meta.fields if f.column not in ("id", "part_id", "status", "key", "body")
    )
    said = refusal(
        f"INSERT INTO refunds_payout ({columns}, part_id, status, key, body) SELECT {columns}, part_id, 'reserved',"
        " 'K', replace(body, key, 'K') FROM refunds_payout"
    )
    assert "went back without us" in said


def test_only_what_was_never_sent_is_cancelled(
    payout: Payout, sandbox_told: Callable[..., object], act_of: Acts
) -> None:
    with pytest.raises(Refused, match="Say why"):
        cancel_payout(payout.pk, act=act_of("fatima", " "))
    sandbox_told("CH-1", "unreachable")
    pay(payout.pk, act=act_of("worker", minutes=5))
    with pytest.raises(Refused, match="not possible in the state"):
        cancel_payout(payout.pk, act=act_of("fatima", minutes=6))


def test_a_refund_that_is_not_ours_is_reported_and_counts_as_returned(payout: Payout, act_of: Acts) -> None:
    for _twice in range(2):
        adopt("sandbox", elsewhere(), act_of("worker", minutes=5))
    assert ForeignRefund.objects.get().entry == LedgerEntry.objects.get()
    assert (Charge.objects.get().elsewhere_minor, state(payout)) == (100_00, P.CANCELLED)
    adopt("sandbox", elsewhere(receipt=Receipt.returned("closed")), act_of("worker", minutes=6))
    assert Charge.objects.get().elsewhere_minor == 0


def test_one_for_no_charge_of_ours_is_reported_all_the_same(db: None, act_of: Acts) -> None:
    adopt("sandbox", elsewhere(), act_of("worker"))
    assert (ForeignRefund.objects.get().charge, LedgerEntry.objects.count()) == (None, 0)
    assert Alarm.objects.get().kind == "foreign"


def test_the_listing_settles_what_is_ours_and_remembers_how_far_it_came(payout: Payout, act_of: Acts) -> None:
    told = Instruction.read(payout.pk, payout.body)
    Sandbox(SandboxCall.objects.all()).send(told)
    assert list_refunds(act=act_of("worker", minutes=5))["sandbox"] == 1
    assert (state(payout), LedgerEntry.objects.count()) == (P.SUCCEEDED, 1)
    assert list_refunds(act=act_of("worker", minutes=6))["sandbox"] == 0


def test_another_amount_under_our_key_settles_nothing_and_is_said(payout: Payout, act_of: Acts) -> None:
    adopt("sandbox", elsewhere(40_00, key=payout.key), act_of("worker", minutes=5))
    assert state(payout) == P.RESERVED
    assert "Finance has to compare" in Alarm.objects.get().sentence


def restored(act_of: Acts) -> None:
    """The books have another mark than the one they left."""
    assert marks.books_are_open(act_of("worker", minutes=4))
    left = BooksMark.objects.get()
    left.mark = "an earlier life"
    left.save(act=act_of("worker", minutes=4))


def test_restored_books_send_nothing_until_they_hold_what_was_paid_since(payout: Payout, act_of: Acts) -> None:
    restored(act_of)
    Sandbox(SandboxCall.objects.all()).send(Instruction.read(payout.pk, payout.body))
    assert pay(payout.pk, act=act_of("worker", minutes=5)) is None
    assert "restored from a backup" in problem(payout)
    list_refunds(act=act_of("worker", minutes=6))
    assert (state(payout), BooksMark.objects.first().adopted_at) == (P.SUCCEEDED, act_of("worker", minutes=6).at)
    assert (SandboxCall.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_a_payout_of_before_the_restore_is_looked_up_before_its_first_sending(
    payout: Payout, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored(act_of)
    pay(payout.pk, act=act_of("worker", minutes=5))
    list_refunds(act=act_of("worker", minutes=6))
    Sandbox(SandboxCall.objects.all()).send(Instruction.read(payout.pk, payout.body))
    monkeypatch.setattr(Sandbox, "send", lambda *_: pytest.fail("sent without looking"))
    pay(payout.pk, act=act_of("worker", minutes=7))
    assert state(payout) == P.SUCCEEDED


def test_restored_books_are_opened_by_hand_with_a_reason_only_by_a_supervisor(payout: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match="not waiting for anything"):
        open_books(act=act_of("sofia", "compared"))
    restored(act_of)
    marks.books_are_open(act_of("worker", minutes=5))
    with pytest.raises(Refused, match="Your role"):
        open_books(act=act_of("adam", "compared", minutes=6))
    open_books(act=act_of("sofia", "compared line by line", minutes=6))
    assert pay(payout.pk, act=act_of("worker", minutes=7)) is not None


def test_the_mark_names_the_cluster_the_timeline_the_database_and_the_table(db: None) -> None:
    assert [part.isdigit() for part in marks.mark_now().split("/")] == [True] * 4


def test_approving_again_after_the_customer_got_it_elsewhere_is_refused(
    open_case: Callable[..., RefundCase], prepared: Callable[..., object], act_of: Acts
) -> None:
    decision = prepared(open_case(requested_minor=40_00))
    adopt("sandbox", elsewhere(80_00), act_of("worker", minutes=3))
    with pytest.raises(Refused, match="still held of charge"):
        approve(decision.case_id, act=act_of("sofia", minutes=4))  # type: ignore[attr-defined]


def test_nobody_but_a_worker_reports_a_dispute(charge: Charge, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role"):
        record_dispute("stripe", dispute("open"), act=act_of("sofia"))
    assert record_dispute("stripe", dispute("open"), act=act_of("worker")) is not None
    other = DisputeNews("D-2", ("CH-404",), "open", Money(1, "USD"), MOMENT + dt.timedelta(1), (0, 0))
    assert record_dispute("stripe", other, act=act_of("worker")) is None
