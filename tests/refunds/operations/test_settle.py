"""The result of a payout is booked once; success wins, a failure gives everything back."""

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import (
    CaseStatus,
    Charge,
    ChargeStatus,
    LedgerEntry,
    Message,
    Order,
    OrderStatus,
    Payout,
    PayoutStatus,
    RefundCase,
    SandboxRule,
    UsageQuota,
)
from refunds.operations.approve import approve
from refunds.operations.attempt import claim
from refunds.operations.decide import decide, recommended_proposal
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.settle import settle
from refunds.providers.base import Receipt

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Told = Callable[..., SandboxRule]
P = PayoutStatus
PAID = Receipt.paid("SBX-1")
REFUSED = Receipt.refused("card closed")
RETURNED = Receipt.returned("account closed")


@pytest.fixture
def sent(payout: Payout, act_of: Acts) -> Payout:
    """The payout while it is being sent."""
    assert claim(payout.pk, act_of("worker", minutes=5))
    return payout


@pytest.fixture
def paid(sent: Payout, act_of: Acts) -> Payout:
    """The payout when it was paid."""
    return settle(sent.pk, receipt=PAID, act=act_of("worker", minutes=6))


def case_state(payout: Payout) -> str:
    """The state of its case now."""
    return str(RefundCase.fetch(payout.case_id).status)


def balance() -> tuple[int, int]:
    """Reserved and refunded minor units of the charge."""
    charge = Charge.objects.get(reference="CH-1")
    return charge.reserved_minor, charge.refunded_minor


def test_the_same_success_twice_is_booked_once(paid: Payout, act_of: Acts) -> None:
    settle(paid.pk, receipt=PAID, act=act_of("worker", minutes=7))
    assert (LedgerEntry.objects.count(), balance()) == (1, (0, 100_00))
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_a_failure_gives_back_the_money_the_units_and_the_case(sent: Payout, act_of: Acts) -> None:
    settle(sent.pk, receipt=REFUSED, act=act_of("worker", minutes=6))
    assert (Payout.fetch(sent.pk).status, balance(), LedgerEntry.objects.count()) == (P.FAILED, (0, 0), 0)
    assert UsageQuota.objects.get().unused == 1000
    case = RefundCase.fetch(sent.case_id)
    assert (case.status, case.assignee and case.assignee.username) == (CaseStatus.IN_REVIEW, "mei")
    assert "card closed" in Message.objects.get(direction="note").body


def test_the_number_of_a_refused_refund_stands_on_its_payout_also_where_nothing_was_heard_before(
    sent: Payout, act_of: Acts
) -> None:
    settle(sent.pk, receipt=Receipt.refused("card closed", provider_reference="R-7"), act=act_of("worker", minutes=6))
    assert Payout.fetch(sent.pk).provider_reference == "R-7"


def test_a_refusal_without_a_number_leaves_none(sent: Payout, act_of: Acts) -> None:
    settle(sent.pk, receipt=REFUSED, act=act_of("worker", minutes=6))
    assert Payout.fetch(sent.pk).provider_reference is None
    assert not Message.objects.filter(kind="confirmation").exists()


def test_after_a_failure_the_refund_can_be_decided_and_paid_anew(sent: Payout, act_of: Acts) -> None:
    settle(sent.pk, receipt=REFUSED, act=act_of("worker", minutes=6))
    case = RefundCase.fetch(sent.case_id)
    decide(case.pk, proposal=recommended_proposal(case), act=act_of("mei", minutes=7))
    decision = approve(case.pk, act=act_of("sofia", minutes=8))
    second = Payout.objects.get(part__decision=decision)
    assert second.key != sent.key
    pay(second.pk, act=act_of("worker", minutes=9))
    assert (case_state(sent), balance()) == (CaseStatus.REFUNDED, (0, 100_00))


def test_success_is_not_undone_by_a_refusal(paid: Payout, act_of: Acts) -> None:
    settle(paid.pk, receipt=REFUSED, act=act_of("worker", minutes=7))
    assert (Payout.fetch(paid.pk).status, balance()) == (P.SUCCEEDED, (0, 100_00))


def test_success_wins_against_an_earlier_failure(sent: Payout, act_of: Acts) -> None:
    settle(sent.pk, receipt=REFUSED, act=act_of("worker", minutes=6))
    settle(sent.pk, receipt=PAID, act=act_of("worker", minutes=7))
    assert (Payout.fetch(sent.pk).status, balance(), LedgerEntry.objects.count()) == (P.SUCCEEDED, (0, 100_00), 1)
    assert UsageQuota.objects.get().unused == 0
    assert case_state(sent) == CaseStatus.IN_REVIEW
    assert Message.objects.filter(direction="note", body__contains="paid after all").exists()


def test_a_success_that_would_exceed_the_charge_is_said_aloud(
    sent: Payout, open_case: Callable[..., RefundCase], granted: Callable[..., Payout], act_of: Acts
) -> None:
    settle(sent.pk, receipt=REFUSED, act=act_of("worker", minutes=6))
    granted(open_case("RC-2"))
    with pytest.raises(Refused, match="Finance has to act"):
        settle(sent.pk, receipt=PAID, act=act_of("worker", minutes=7))


def test_a_refusal_of_an_attempt_that_was_overtaken_does_not_count(sent: Payout, act_of: Acts) -> None:
    claim(sent.pk, act_of("worker", minutes=16))
    settle(sent.pk, receipt=REFUSED, act=act_of("worker", minutes=17), attempt=1)
    assert Payout.fetch(sent.pk).status == P.SENDING
    settle(sent.pk, receipt=PAID, act=act_of("worker", minutes=17), attempt=1)
    assert Payout.fetch(sent.pk).status == P.SUCCEEDED


def test_money_that_comes_back_is_a_reversal_and_reopens_the_case(paid: Payout, act_of: Acts) -> None:
    settle(paid.pk, receipt=RETURNED, act=act_of("worker", days=9))
    assert Payout.fetch(paid.pk).status == P.RETURNED
    amounts = list(LedgerEntry.objects.order_by("pk").values_list("kind", "amount_minor"))
    assert amounts == [("refund", 100_00), ("reversal", -100_00)]
    assert (balance(), UsageQuota.objects.get().unused) == ((0, 0), 1000)
    assert (Charge.objects.get().status, Order.objects.get().status) == (ChargeStatus.CAPTURED, OrderStatus.ACTIVE)
    case = RefundCase.fetch(paid.case_id)
    assert (case.status, case.recommendation) == (CaseStatus.IN_REVIEW, "approve")


def test_money_comes_back_once(paid: Payout, act_of: Acts) -> None:
    for day in (9, 10):
        settle(paid.pk, receipt=RETURNED, act=act_of("worker", days=day))
    settle(paid.pk, receipt=PAID, act=act_of("worker", days=11))
    assert (balance(), LedgerEntry.objects.count()) == ((0, 0), 2)


def test_a_return_before_the_success_was_heard_of_is_a_failure(sent: Payout, act_of: Acts) -> None:
    settle(sent.pk, receipt=RETURNED, act=act_of("worker", minutes=6))
    assert (Payout.fetch(sent.pk).status, LedgerEntry.objects.count()) == (P.FAILED, 0)


def test_news_of_a_payout_that_was_never_sent_is_refused(payout: Payout, act_of: Acts) -> None:
    for receipt in (PAID, REFUSED, RETURNED):
        with pytest.raises(Refused, match="not possible in the state"):
            settle(payout.pk, receipt=receipt, act=act_of("worker", minutes=5))
    assert (Payout.fetch(payout.pk).status, balance()) == (P.RESERVED, (100_00, 0))


def test_only_a_worker_settles(sent: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include"):
        settle(sent.pk, receipt=PAID, act=act_of("mei", minutes=6))
    assert not LedgerEntry.objects.exists()


def test_a_case_is_refunded_when_every_part_is_paid(two_payouts: tuple[Payout, Payout], act_of: Acts) -> None:
    first, second = two_payouts
    pay(first.pk, act=act_of("worker", minutes=5))
    assert case_state(first) == CaseStatus.APPROVED
    assert Order.objects.get().status == OrderStatus.ACTIVE
    pay(second.pk, act=act_of("worker", minutes=6))
    assert case_state(first) == CaseStatus.REFUNDED
    assert Order.objects.get().status == OrderStatus.REFUNDED
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_a_case_with_a_failed_part_is_reopened_when_no_other_is_on_its_way(
    two_payouts: tuple[Payout, Payout], sandbox_told: Told, act_of: Acts
) -> None:
    first, second = two_payouts
    sandbox_told("CH-1", "refuses")
    pay(first.pk, act=act_of("worker", minutes=5))
    assert case_state(first) == CaseStatus.APPROVED
    pay(second.pk, act=act_of("worker", minutes=6))
    assert case_state(first) == CaseStatus.IN_REVIEW
    assert [Payout.fetch(p.pk).status for p in two_payouts] == [P.FAILED, P.SUCCEEDED]
