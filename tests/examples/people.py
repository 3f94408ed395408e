"""A customer in every state, and the violations and sanctions that lead there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from accounts.models import Customer, Sanction, Violation
from accounts.models.customer import CustomerStatus
from accounts.models.sanction import Measure
from accounts.models.violation import ViolationStatus
from refunds.operations.sanction import decline_sanction, propose_sanction, take_back_sanction

Acts = Callable[..., Act]


def somebody(number: int, act: Act) -> Customer:
    """Another customer."""
    customer: Customer = Customer.objects.record(act, reference=f"CUS-9{number}", name=f"Customer {number}")
    return customer


@pytest.fixture
def example_customers(customer: Customer, sanctioned: Callable[..., Customer], act_of: Acts) -> list[Customer]:
    """In good standing, restricted, frozen, terminated; and one of whom the platform does not say."""
    unknown = Customer.objects.record(act_of("door"), reference="CUS-90", status=CustomerStatus.NOT_KNOWN)
    punished = [sanctioned(somebody(at, act_of("door")), measure) for at, measure in enumerate(Measure.values, 1)]
    return [customer, unknown, *punished]


@pytest.fixture
def example_sanctions(example_customers: list[Customer], act_of: Acts) -> list[Sanction]:
    """Approved with its customer; waiting, declined, taken back."""
    waiting, declined, taken_back = (
        propose_sanction(
            somebody(number, act_of("door")).pk, measure="freeze", act=act_of("sofia", "Under investigation.")
        )
        for number in (11, 12, 13)
    )
    decline_sanction(declined.pk, act=act_of("ravi", "The report is about somebody else."))
    take_back_sanction(taken_back.pk, act=act_of("sofia", "It was the wrong account."))
    approved = Sanction.objects.filter(status="approved")
    return [Sanction.fetch(one.pk) for one in (*approved, waiting, declined, taken_back)]


@pytest.fixture
def example_violations(act_of: Acts) -> list[Violation]:
    """One in each state, as the platform reports them, of somebody who has no case: they would bar its refund."""
    customer = somebody(14, act_of("door"))
    return [
        Violation.objects.record(
            act_of("door"), customer=customer, reference=f"V-{state}", type="abuse", status=state, note="A report."
        )
        for state in ViolationStatus.values
    ]
