"""Worked cases of both policies on the whole way: in by a door, decided as recommended, approved, paid."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import (
    BalanceCredit,
    CaseStatus,
    Decision,
    LedgerEntry,
    Message,
    Payout,
    QuotaRevocation,
    RefundCase,
)
from refunds.money import Money
from refunds.operations.approve import approve
from refunds.operations.bank.accounts import check_bank_account, give_bank_account
from refunds.operations.decide import decide, recommended_proposal
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.review import ask_review
from refunds.operations.triage import take
from refunds.policies import read
from tests.bank_cast import ACCOUNT
from tests.documents import scenario

pytestmark = pytest.mark.django_db
BringIn = Callable[..., RefundCase]


@pytest.fixture
def decided(bring_in: BringIn, people: SimpleNamespace) -> Callable[..., tuple[Decision, Callable[..., Act]]]:
    """decided("SV-001"): the worked case, decided by Mei as the policy recommends, and acts on its own days."""

    def make(id: str) -> tuple[Decision, Callable[..., Act]]:
        document = scenario(id)
        now = read(document).now

        def act(name: str, **later: float) -> Act:
            return Act(by=getattr(people, name), at=now + dt.timedelta(**later), why="as the test says")

        case = bring_in(document)
        take(case.pk, act=act("mei", minutes=1))
        if case.payout_account_given:
            account = give_bank_account(case.pk, given=ACCOUNT, act=act("mei", minutes=1))
            check_bank_account(account.pk, owner_matches=True, against="a statement", act=act("mei", minutes=1))
        proposal = recommended_proposal(RefundCase.fetch(case.pk))
        return decide(case.pk, proposal=proposal, act=act("mei", minutes=2)), act

    return make


@pytest.fixture
def paid(decided: Callable[..., Any]) -> Callable[..., RefundCase]:
    """paid("SV-001"): the same, approved by Sofia and paid."""

    def make(id: str) -> RefundCase:
        decision, act = decided(id)
        approve(decision.case_id, act=act("sofia", minutes=3))
        for payout in Payout.objects.order_by("pk"):
            pay(payout.pk, act=act("worker", minutes=4))
        return RefundCase.fetch(decision.case_id)

    return make


@pytest.mark.parametrize(
    ("id", "amounts"),
    [
        pytest.param("SV-032", ["9.190 KWD"], id="three decimals"),
        pytest.param("SV-063", ["18.00 USD"], id="a second quota, partly consumed"),
        pytest.param("SV-068", ["48.00 USD"], id="the processing fee deducted"),
        pytest.param("SV-095", ["70.00 USD"], id="less asked for than due"),
        pytest.param("SV-097", ["100.00 USD"], id="the customer's payment fee kept"),
        pytest.param("SV-118", ["100.00 USD"], id="to the balance"),
        pytest.param("AI-049", ["3.00 USD", "14.00 CNY"], id="two currencies"),
        pytest.param("AI-120", ["5.00 USD"], id="applied for again"),
    ],
)
def test_what_the_policy_recommends_is_what_goes_out(id: str, amounts: list[str], paid: Any) -> None:
    case = paid(id)
    assert case.status == CaseStatus.REFUNDED
    entries = LedgerEntry.objects.filter(payout__isnull=False)
    assert Counter(str(entry.amount) for entry in entries) == Counter(amounts)


def test_a_balance_is_credited_and_a_closed_account_waits_for_the_next_transfer(paid: Any) -> None:
    paid("SV-118")
    assert BalanceCredit.objects.get().amount == Money(100_00, "USD")
    by_transfer = paid("SV-113").payouts.get()
    assert (by_transfer.route, by_transfer.status) == ("bank_transfer", "pending")
    assert by_transfer.bank_order.account.masked in by_transfer.destination


def test_ptc_go_back_as_money_to_the_account_that_paid_and_nothing_is_revoked(paid: Any) -> None:
    payout = paid("AI-120").payouts.get()
    assert (payout.route, payout.destination) == ("original", "TP-120-1")
    assert not QuotaRevocation.objects.exists()


def test_a_302_rejection_tells_the_reason_and_the_last_day_to_apply_again(decided: Any) -> None:
    decision, _act = decided("AI-064")
    assert decision.reapply_by == dt.datetime.fromisoformat("2025-03-19T23:59:59+08:00")
    letter = Message.objects.get(kind="rejection").body
    assert "(302-III.1)" in letter
    assert "until 2025-03-19, 23:59 (UTC+8)" in letter
    assert "ask us for a secondary review" not in letter


def test_a_302_rejection_that_no_paper_can_cure_tells_no_last_day(decided: Any) -> None:
    decision, _act = decided("AI-051")
    assert decision.reapply_by is None
    assert "apply again" not in Message.objects.get(kind="rejection").body


def test_302_has_no_secondary_review(decided: Any) -> None:
    decision, act = decided("AI-064")
    with pytest.raises(Refused, match="apply again with new materials"):
        ask_review(decision.case_id, text="I disagree.", act=act("tom", hours=5))
