"""Cases on the desk: taken by an agent, and one about PTC with its lot and its usage records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import CaseLot, CaseUsage, Charge, CreditLot, LotDraw, RefundCase, UsageRecord, Voucher
from refunds.operations.assess import assess
from refunds.operations.decide import decide
from refunds.operations.evidence import add_evidence
from refunds.operations.recommended import recommended_proposal
from refunds.operations.triage import take
from tests.cast import MOMENT

Acts = Callable[..., Act]


@pytest.fixture
def taken(act_of: Acts) -> Callable[..., RefundCase]:
    """taken(case, by="tom"): somebody, Mei unless told otherwise, has begun to review it."""

    def make(case: RefundCase, by: str = "mei") -> RefundCase:
        assess(case.pk, act=act_of("door"))
        take(case.pk, act=act_of(by, minutes=1))
        return RefundCase.fetch(case.pk)

    return make


@pytest.fixture
def rejected(examined: Callable[..., RefundCase], act_of: Acts) -> Callable[..., RefundCase]:
    """rejected(case): Mei finds no defect and refuses as the policy recommends."""

    def make(case: RefundCase) -> RefundCase:
        case = examined(case, defect="not_confirmed")
        decide(case.pk, proposal=recommended_proposal(case), act=act_of("mei", minutes=2))
        return RefundCase.fetch(case.pk)

    return make


@pytest.fixture
def usage(customer: Customer, charge: Charge, act_of: Acts) -> UsageRecord:
    """A call that failed the day before the moment and took 300 PTC from a lot of 1,000 paid by the charge."""
    act, yesterday = act_of("door"), MOMENT - dt.timedelta(days=1)
    lot = CreditLot.objects.record(
        act,
        customer=customer,
        reference="LOT-1",
        source="paid",
        ptc=1000,
        price_paid_minor=100_00,
        currency="USD",
        charge=charge,
        charge_reference=charge.reference,
    )
    usage: UsageRecord = UsageRecord.objects.record(
        act,
        customer=customer,
        reference="USE-1",
        status="failed",
        effective_result="false",
        deducted_at=yesterday,
        ptc_deducted=300,
        drawn_from_known=True,
    )
    LotDraw.objects.record(act, usage=usage, position=1, lot=lot, lot_reference=lot.reference, ptc=300)
    return usage


@pytest.fixture
def case_302(open_case: Callable[..., RefundCase], usage: UsageRecord, act_of: Acts) -> RefundCase:
    """Case RC-302 under the 302.AI policy about the failed call, complete but for the audit."""
    case = open_case(
        "RC-302",
        policy="302ai",
        ground="no_result",
        channel="email",
        event_at=usage.deducted_at,
        requested_minor=30_00,
        time_given=True,
        description_given=True,
        is_account_holder=True,
        identity_provided=True,
        identity_matches_account=True,
    )
    act = act_of("door")
    CaseUsage.objects.record(act, case=case, usage=usage, position=1, claimed_position=1)
    CaseLot.objects.record(act, case=case, lot=usage.draws.get().lot, position=1)
    Voucher.objects.record(act, case=case, position=1, charge_reference="CH-1", payer_name_matches_account=True)
    add_evidence(case, ["fault_screenshot"], act)
    return case
