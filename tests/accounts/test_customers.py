"""What may become of an account and of what is held against it."""

from collections.abc import Callable

import pytest
from django.db import transaction

from accounts.acts import Act
from accounts.models import Customer, Violation
from refunds.operations.perform import perform, refusals

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def test_a_customer_is_active_unless_told_otherwise(customer: Customer) -> None:
    assert customer.status == "active"


def test_a_customer_is_named_or_known_by_the_reference() -> None:
    assert str(Customer(reference="CUS-1", name="Lin Hua")) == "Lin Hua"
    assert str(Customer(reference="CUS-1")) == "CUS-1"


@pytest.mark.parametrize(
    ("state", "on"),
    [
        ("active", {"restrict", "freeze", "terminate"}),
        ("restricted", {"freeze", "terminate", "reinstate"}),
        ("frozen", {"restrict", "terminate", "reinstate"}),
        ("terminated", set()),
        ("not_known", {"restrict", "freeze", "terminate", "reinstate"}),
    ],
)
def test_the_steps_of_an_account(act_of: Acts, state: str, on: set[str]) -> None:
    customer = Customer.objects.record(act_of("door"), reference="CUS-2", status=state)
    steps = ("restrict", "freeze", "terminate", "reinstate")
    assert {step for step in steps if not refusals(customer, step, act_of("sofia").by)} == on


@pytest.mark.parametrize(
    ("state", "on"),
    [
        ("alleged", {"confirm", "clear", "overturn"}),
        ("confirmed", {"clear", "overturn"}),
        ("cleared", set()),
        ("overturned", set()),
        ("not_known", {"confirm", "clear", "overturn"}),
    ],
)
def test_the_steps_of_a_violation(customer: Customer, act_of: Acts, state: str, on: set[str]) -> None:
    violation = Violation.objects.record(act_of("door"), customer=customer, reference="V-1", type="abuse", status=state)
    steps = ("confirm", "clear", "overturn")
    assert {step for step in steps if not refusals(violation, step, act_of("sofia").by)} == on


def test_a_reason_stays_on_the_account_until_it_is_given_back(
    customer: Customer, sanctioned: Callable[..., Customer], act_of: Acts
) -> None:
    customer = sanctioned(customer, "freeze")
    assert customer.status_reason == "under investigation"
    with transaction.atomic():
        perform(customer, "reinstate", act_of("sofia", "nothing found"))
    assert Customer.fetch(customer.pk).status_reason == ""
