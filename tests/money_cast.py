"""Cases on their way to money: examined, prepared, approved, paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.acts import Act
from refunds.models import CaseCharge, Charge, Decision, Finding, Payout, RefundCase, SandboxRule
from refunds.money import Money
from refunds.operations.approve import approve
from refunds.operations.assess import assess
from refunds.operations.decide import Part, Proposal, decide
from refunds.operations.perform import perform
from refunds.operations.recommended import recommended_proposal
from tests.cast import MOMENT

Acts = Callable[..., Act]


def take(case: RefundCase, act: Act) -> None:
    """Somebody takes the case."""
    with transaction.atomic():
        perform(RefundCase.fetch(case.pk), "take", act)


@pytest.fixture
def examined(act_of: Acts) -> Callable[..., RefundCase]:
    """examined(case): taken by Mei, its defect confirmed and assessed; the policy recommends to refund what is unused.

    examined(case, defect=None) leaves the defect open, so that the policy asks for a technical audit.
    """

    def make(case: RefundCase, *, by: str = "mei", defect: str | None = "confirmed") -> RefundCase:
        act = act_of(by, minutes=1)
        take(case, act)
        if defect:
            Finding.objects.record(
                act,
                case=case,
                position=1,
                subject="service_defect",
                result=defect,
                recorded_by=act.by,
                recorded_at=act.at,
            )
        assess(case.pk, act=act)
        return RefundCase.fetch(case.pk)

    return make


@pytest.fixture
def prepared(examined: Callable[..., RefundCase], act_of: Acts) -> Callable[..., Decision]:
    """prepared(case): Mei proposes what the policy recommends; it waits for its second person."""

    def make(case: RefundCase, **details: Any) -> Decision:
        case = examined(case, **details)
        return decide(case.pk, proposal=recommended_proposal(case), act=act_of("mei", minutes=2))

    return make


@pytest.fixture
def granted(prepared: Callable[..., Decision], act_of: Acts) -> Callable[..., Payout]:
    """granted(case): Sofia approves it; its payout is reserved."""

    def make(case: RefundCase, **details: Any) -> Payout:
        decision = approve(prepared(case, **details).case_id, act=act_of("sofia", minutes=3))
        return Payout.objects.get(part__decision=decision)

    return make


@pytest.fixture
def payout(case: RefundCase, granted: Callable[..., Payout]) -> Payout:
    """The reserved payout of 100.00 USD of case RC-1."""
    return granted(case)


@pytest.fixture
def sandbox_told(act_of: Acts) -> Callable[..., SandboxRule]:
    """sandbox_told("CH-1", "refuses"): how the sandbox answers the next call about a charge."""

    def make(charge: str, answer: str, *, calls: int = 1, reason: str = "") -> SandboxRule:
        rule: SandboxRule = SandboxRule.objects.record(
            act_of("adam"), charge_reference=charge, answer=answer, calls=calls, reason=reason
        )
        return rule

    return make


@pytest.fixture
def two_payouts(
    case: RefundCase, charge: Charge, examined: Callable[..., RefundCase], act_of: Acts
) -> tuple[Payout, Payout]:
    """100.00 and 50.00 USD, all of the two charges of one order, approved together."""
    values = {"customer": charge.customer, "order": charge.order, "currency": "USD", "method": "visa"}
    second = Charge.objects.record(
        act_of("door"),
        reference="CH-2",
        status="captured",
        amount_minor=50_00,
        captured_minor=50_00,
        captured_at=MOMENT,
        **values,
    )
    CaseCharge.objects.record(act_of("door"), case=case, charge=second, position=2, claimed_position=2)
    parts = (Part(charge.pk, Money(100_00, "USD")), Part(second.pk, Money(50_00, "USD")))
    proposal = Proposal("approve", parts, ("S-2.1.a",), "Unusable.", "Both charges paid for it.")
    decision: Decision = decide(examined(case).pk, proposal=proposal, act=act_of("mei", minutes=2))
    approve(decision.case_id, act=act_of("sofia", minutes=3))
    first, other = Payout.objects.order_by("pk")
    return first, other
