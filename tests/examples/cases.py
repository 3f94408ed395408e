"""A case in every state, each about a charge of its own, and those that the rarer steps ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import CaseCharge, Charge, Order, RefundCase, UsageQuota
from refunds.operations.approve import approve
from refunds.operations.audit import start_audit
from refunds.operations.bank.accounts import give_bank_account
from refunds.operations.correspondence import ask_customer
from refunds.operations.decide import Proposal, decide
from refunds.operations.legal_hold import hold
from refunds.operations.mediation import begin_mediation
from refunds.operations.pay import pay
from refunds.operations.review import ask_review, decide_review
from refunds.operations.withdraw import withdraw
from tests.bank_cast import ACCOUNT
from tests.cast import MOMENT

Acts = Callable[..., Act]
Make = Callable[..., RefundCase]
REFUSED = Proposal("reject", (), ("S-3.3.b",), "Not refundable.", "The customer wrote that it works again.")
REFUSED_302 = Proposal("reject", (), ("302-IV.1",), "The description is missing.", "An audit would change nothing.")


MONEY: dict[str, Any] = {"amount_minor": 100_00, "currency": "USD"}
PAID: dict[str, Any] = {
    **MONEY,
    "status": "captured",
    "captured_minor": 100_00,
    "captured_at": MOMENT,
    "method": "visa",
    "authorized": True,
    "fee_minor": 0,
    "fee_bearer": "merchant",
    "account_open": True,
}
CLAIM: dict[str, Any] = {
    "policy": "service",
    "ground": "service_unusable",
    "channel": "contact_form",
    "door": "test",
    "event_at": MOMENT,
    "submitted_at": MOMENT,
    "received_at": MOMENT,
    "requested_minor": 100_00,
    "currency": "USD",
    "description": "It fails.",
    "order_number_given": True,
    "purchase_time_given": True,
    "reason_given": True,
}


@pytest.fixture
def own_case(act_of: Acts) -> Make:
    """own_case("RC-20"): a case of somebody who has no other, about an order and a charge of its own."""
    door = act_of("door")

    def make(number: str, customer: Customer | None = None, **charge: Any) -> RefundCase:
        customer = customer or Customer.objects.record(door, reference=f"CUS-{number}", name=f"Customer of {number}")
        order = Order.objects.record(door, number=f"ORD-{number}", customer=customer, purchased_at=MOMENT, **MONEY)
        UsageQuota.objects.record(door, order=order, granted=1000, consumed=0, unit="credits")
        bought = {"customer": customer, "order": order}
        paid = {**PAID, **charge, **bought, "reference": f"CH-{number}", "order_number": order.number}
        case = RefundCase.objects.record(door, number=number, door_reference=number, **bought, **CLAIM)
        charged = Charge.objects.record(door, **paid)
        CaseCharge.objects.record(door, case=case, charge=charged, position=1, claimed_position=1)
        return case

    return make


@pytest.fixture
def closed_ones(own_case: Make, rejected: Make, granted: Callable[..., Any], act_of: Acts) -> list[RefundCase]:
    """A case in each state in which nothing is owed any more."""
    paid = granted(own_case("RC-20"))
    pay(paid.pk, act=act_of("worker", minutes=4))
    upheld = ask_review(rejected(own_case("RC-21")).pk, text="I disagree.", act=act_of("tom", hours=5))
    decide_review(upheld.pk, proposal=REFUSED, act=act_of("sofia", hours=6))
    withdrawn = withdraw(own_case("RC-22").pk, act=act_of("mei", "The customer wrote so.", minutes=5))
    return [paid.case, rejected(own_case("RC-23")), upheld, withdrawn]


@pytest.fixture
def stopped_ones(own_case: Make, rejected: Make, act_of: Acts) -> list[RefundCase]:
    """Under legal hold; in mediation, begun while it was open and after it was refused."""
    held = hold(own_case("RC-24").pk, kind="court", reference="7 C 12/26", act=act_of("sofia", "A claim was served."))
    act = act_of("sofia", "The consumer centre asked for it.", hours=5)
    before = begin_mediation(own_case("RC-25").pk, body="Consumer centre", act=act)
    after = begin_mediation(rejected(own_case("RC-26")).pk, body="Consumer centre", act=act)
    return [held, before, after]


@pytest.fixture
def undecided_ones(own_case: Make, examined: Make, rejected: Make, taken: Make, act_of: Acts) -> list[RefundCase]:
    """Received, in review, waiting for the customer, in a technical audit, in secondary review."""
    mine, asked, audited = examined(own_case("RC-28")), taken(own_case("RC-29")), taken(own_case("RC-30"))
    ask_customer(asked.pk, text="Which order?", missing=["order_number"], act=act_of("mei", minutes=2))
    start_audit(audited.pk, question="What do the logs say?", act=act_of("mei", minutes=2))
    again = ask_review(rejected(own_case("RC-31")).pk, text="I disagree.", act=act_of("tom", hours=5))
    with_account = examined(own_case("RC-32", account_open=False))
    give_bank_account(with_account.pk, given=ACCOUNT, act=act_of("mei", minutes=2))
    return [own_case("RC-27"), mine, asked, audited, again, with_account]


@pytest.fixture
def decided_ones(
    own_case: Make, examined: Make, prepared: Callable[..., Any], granted: Callable[..., Any], act_of: Acts
) -> list[RefundCase]:
    """A refund and a refusal that wait for a second person; a refund on its way."""
    refused = decide(examined(own_case("RC-34")).pk, proposal=REFUSED, act=act_of("mei", minutes=2))
    return [prepared(own_case("RC-33")).case, refused.case, granted(own_case("RC-35")).case]


@pytest.fixture
def again_302(case_302: RefundCase, own_case: Make, taken: Make, act_of: Acts) -> RefundCase:
    """A customer of 302.AI applies again after a refusal."""
    refused = decide(taken(case_302).pk, proposal=REFUSED_302, act=act_of("mei", minutes=2))
    approve(refused.case_id, act=act_of("sofia", minutes=3))
    case = own_case("RC-36", customer=refused.case.customer)
    case.policy, case.ground = "302ai", "no_result"
    case.save(act=act_of("door"))
    return taken(case)


@pytest.fixture
def example_cases(
    undecided_ones: list[RefundCase],
    decided_ones: list[RefundCase],
    stopped_ones: list[RefundCase],
    closed_ones: list[RefundCase],
    again_302: RefundCase,
) -> list[RefundCase]:
    """All of them, as they stand now."""
    every = [*undecided_ones, *decided_ones, *stopped_ones, *closed_ones, again_302]
    return [RefundCase.fetch(case.pk) for case in every]
