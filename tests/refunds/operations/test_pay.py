"""One attempt at a payout: claimed, called for outside any transaction, settled or left open; never guessed."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import (
    BalanceCredit,
    CaseStatus,
    Charge,
    ChargeStatus,
    LedgerEntry,
    Message,
    OrderStatus,
    Payout,
    PayoutStatus,
    RefundCase,
    SandboxCall,
    SandboxRule,
)
from refunds.money import Money
from refunds.operations import attempt as attempts
from refunds.operations.legal_hold import hold, release
from refunds.operations.pay import pay
from refunds.providers.base import Instruction, Receipt
from refunds.providers.sandbox import Sandbox

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Told = Callable[..., SandboxRule]
P = PayoutStatus


def transfers() -> int:
    """How often money moved."""
    return SandboxCall.objects.filter(moved=True).count()


def state(payout: Payout) -> str:
    """The state of the payout now."""
    return str(Payout.fetch(payout.pk).status)


def test_a_payout_that_is_paid_is_booked_and_closes_what_it_paid_for(payout: Payout, act_of: Acts) -> None:
    paid = pay(payout.pk, act=act_of("worker", minutes=5))
    assert paid is not None
    assert (paid.status, paid.attempts, paid.provider_reference) == (
        P.SUCCEEDED,
        1,
        SandboxCall.objects.get().reference,
    )
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.amount, entry.payout) == ("refund", Money(100_00, "USD"), payout)
    charge = Charge.objects.get()
    assert (charge.status, charge.reserved_minor, charge.refunded_minor) == (ChargeStatus.REFUNDED, 0, 100_00)
    assert charge.order is not None
    assert charge.order.status == OrderStatus.REFUNDED
    assert RefundCase.fetch(payout.case_id).status == CaseStatus.REFUNDED


def test_the_customer_gets_a_confirmation(payout: Payout, act_of: Acts) -> None:
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert "100.00 USD to the account that paid" in Message.objects.get(kind="confirmation").body


def test_a_part_leaves_the_charge_partly_refunded_and_the_order_as_it_was(
    open_case: Callable[..., RefundCase], granted: Callable[..., Payout], act_of: Acts
) -> None:
    pay(granted(open_case(requested_minor=40_00)).pk, act=act_of("worker", minutes=5))
    charge = Charge.objects.get()
    assert (charge.status, charge.refunded_minor) == (ChargeStatus.PARTLY_REFUNDED, 40_00)
    assert charge.order is not None
    assert charge.order.status == OrderStatus.ACTIVE


def test_a_refund_to_the_balance_is_a_credit_and_no_call(
    open_case: Callable[..., RefundCase], granted: Callable[..., Payout], act_of: Acts
) -> None:
    payout = granted(open_case(payout_preference="account_balance"))
    assert (payout.provider, payout.destination) == ("account_balance", "CUS-1")
    pay(payout.pk, act=act_of("worker", minutes=5))
    pay(payout.pk, act=act_of("worker", minutes=6))
    assert BalanceCredit.objects.get().amount == Money(100_00, "USD")
    assert (state(payout), SandboxCall.objects.count()) == (P.SUCCEEDED, 0)


def test_what_is_paid_is_not_paid_again(payout: Payout, act_of: Acts) -> None:
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert pay(payout.pk, act=act_of("worker", minutes=6)) is None
    assert (transfers(), LedgerEntry.objects.count()) == (1, 1)


def test_a_lost_answer_is_looked_up_and_not_sent_again(payout: Payout, sandbox_told: Told, act_of: Acts) -> None:
    sandbox_told("CH-1", "times_out")
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert (state(payout), transfers(), LedgerEntry.objects.count()) == (P.UNKNOWN, 1, 0)
    pay(payout.pk, act=act_of("worker", minutes=10))
    assert (state(payout), SandboxCall.objects.count(), LedgerEntry.objects.count()) == (P.SUCCEEDED, 1, 1)


def test_what_never_arrived_is_sent_again_under_the_same_key(payout: Payout, sandbox_told: Told, act_of: Acts) -> None:
    sandbox_told("CH-1", "unreachable")
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert (state(payout), Charge.objects.get().reserved_minor) == (P.UNKNOWN, 100_00)
    pay(payout.pk, act=act_of("worker", minutes=10))
    assert (state(payout), transfers()) == (P.SUCCEEDED, 1)
    assert len(set(SandboxCall.objects.values_list("body", flat=True))) == 1


def test_an_open_outcome_waits_longer_after_every_attempt(payout: Payout, sandbox_told: Told, act_of: Acts) -> None:
    sandbox_told("CH-1", "unreachable", calls=9, reason="503")
    waits, minutes = [], 5.0
    for _attempt in range(4):
        left = pay(payout.pk, act=act_of("worker", minutes=minutes))
        assert left is not None
        assert left.next_attempt_at is not None
        waits.append((left.next_attempt_at - act_of("worker", minutes=minutes).at) / dt.timedelta(minutes=1))
        minutes += waits[-1]
    assert waits == [5, 60, 24 * 60, 24 * 60]
    assert Payout.fetch(payout.pk).last_problem == "503"


def test_nothing_is_done_before_its_time(payout: Payout, sandbox_told: Told, act_of: Acts) -> None:
    sandbox_told("CH-1", "unreachable")
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert pay(payout.pk, act=act_of("worker", minutes=5.9)) is None
    assert SandboxCall.objects.count() == 1


def test_a_late_answer_is_pending_and_then_looked_up(payout: Payout, sandbox_told: Told, act_of: Acts) -> None:
    sandbox_told("CH-1", "answers_late")
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert (state(payout), Charge.objects.get().reserved_minor) == (P.PENDING, 100_00)
    pay(payout.pk, act=act_of("worker", minutes=10))
    assert (state(payout), SandboxCall.objects.count()) == (P.SUCCEEDED, 1)


def test_a_lease_that_ended_is_looked_up_before_anything_else(
    payout: Payout, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed = attempts.claim(payout.pk, act_of("worker", minutes=5))
    assert claimed is not None
    Sandbox(SandboxCall.objects.all()).send(claimed.instruction)
    assert pay(payout.pk, act=act_of("worker", minutes=14)) is None
    monkeypatch.setattr(Sandbox, "send", lambda *_: pytest.fail("sent without looking"))
    pay(payout.pk, act=act_of("worker", minutes=16))
    assert (state(payout), transfers()) == (P.SUCCEEDED, 1)


def test_a_refusal_that_follows_a_payment_is_not_believed(
    payout: Payout, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_what_was_paid(sandbox: Sandbox, instruction: Instruction) -> Receipt:
        sandbox.book.enter(instruction, answer="pays", moved=True)
        return Receipt.refused("charge_already_refunded")

    monkeypatch.setattr(Sandbox, "send", refuse_what_was_paid)
    pay(payout.pk, act=act_of("worker", minutes=5))
    assert (state(payout), LedgerEntry.objects.count()) == (P.SUCCEEDED, 1)


def test_a_legal_hold_stops_a_payout_that_was_not_sent(payout: Payout, act_of: Acts) -> None:
    hold(payout.case_id, kind="court", reference="C-1", act=act_of("sofia", minutes=4))
    assert pay(payout.pk, act=act_of("worker", minutes=5)) is None
    assert (state(payout), transfers()) == (P.RESERVED, 0)
    release(payout.case_id, act=act_of("sofia", minutes=6))
    pay(payout.pk, act=act_of("worker", minutes=7))
    assert (state(payout), transfers()) == (P.SUCCEEDED, 1)


@pytest.mark.parametrize(("answer", "after"), [("times_out", P.SUCCEEDED), ("unreachable", P.UNKNOWN)])
def test_under_a_legal_hold_what_was_sent_is_looked_up_and_not_sent_again(
    answer: str, after: str, payout: Payout, sandbox_told: Told, act_of: Acts
) -> None:
    sandbox_told("CH-1", answer)
    pay(payout.pk, act=act_of("worker", minutes=5))
    hold(payout.case_id, kind="court", reference="C-1", act=act_of("sofia", minutes=6))
    pay(payout.pk, act=act_of("worker", minutes=10))
    assert (state(payout), SandboxCall.objects.count()) == (after, 1)
    assert RefundCase.fetch(payout.case_id).status == CaseStatus.LEGAL_HOLD


def test_a_key_that_the_provider_has_forgotten_is_not_used_again(
    payout: Payout, sandbox_told: Told, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sandbox, "keys_last", dt.timedelta(days=1))
    sandbox_told("CH-1", "unreachable")
    pay(payout.pk, act=act_of("worker", minutes=5))
    pay(payout.pk, act=act_of("worker", days=2))
    assert (state(payout), SandboxCall.objects.count()) == (P.UNKNOWN, 1)
    assert "may not be sent again" in Payout.fetch(payout.pk).last_problem


def test_an_error_of_ours_leaves_the_outcome_open(
    payout: Payout, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sandbox, "send", lambda *_: {}["no such answer"])
    with pytest.raises(KeyError):
        pay(payout.pk, act=act_of("worker", minutes=5))
    assert (state(payout), Charge.objects.get().reserved_minor) == (P.SENDING, 100_00)


@pytest.mark.parametrize("preference", ["", "account_balance"])
def test_paying_inside_a_transaction_is_an_error(
    preference: str, open_case: Callable[..., RefundCase], granted: Callable[..., Payout], act_of: Acts
) -> None:
    payout = granted(open_case(payout_preference=preference))
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        pay(payout.pk, act=act_of("worker", minutes=5))
    assert (state(payout), SandboxCall.objects.count()) == (P.RESERVED, 0)


def test_a_payout_that_is_not_there_is_named(act_of: Acts) -> None:
    with pytest.raises(NoSuchRow, match="no payout 404"):
        pay(404, act=act_of("worker"))
