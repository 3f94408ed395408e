"""What supervisors do about a customer, beside any refund."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.acts import Act
from accounts.models import Customer, Violation
from refunds.models import RefundCase
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db


def does(person: Person, row: Any, name: str, **typed: Any) -> Any:
    """Send the form of a sanction."""
    return person.client.post(reverse(f"admin:accounts_{row._meta.model_name}_step", args=[row.pk, name]), typed)


@pytest.fixture
def violation(customer: Customer, act_of: Callable[..., Act]) -> Violation:
    """Abuse that is alleged."""
    found: Violation = Violation.objects.record(
        act_of("door"), customer=customer, reference="V-1", type="abuse", note="reported"
    )
    return found


def test_a_supervisor_freezes_an_account_with_a_reason(desk: Desk, customer: Customer) -> None:
    answer = does(desk("sofia"), customer, "freeze", why="under investigation")

    customer = Customer.fetch(customer.pk)
    assert (answer.status_code, customer.status, customer.status_reason) == (302, "frozen", "under investigation")
    assert customer.history.latest().history_user.username == "sofia"


def test_a_sanction_without_a_reason_is_refused_at_its_field(desk: Desk, customer: Customer) -> None:
    page = does(desk("sofia"), customer, "freeze", why="")

    assert page.context["form"].errors["why"]
    assert Customer.fetch(customer.pk).status == "active"


def test_what_is_alleged_is_confirmed_by_a_supervisor_and_the_cases_are_looked_at_again(
    desk: Desk, case: RefundCase, customer: Customer
) -> None:
    sofia = desk("sofia")
    does(sofia, customer, "allege", type="abuse", reference="V-7", note="the abuse team reported it")
    violation = customer.violations.get()
    does(sofia, violation, "confirm", why="the logs show it")

    assert Violation.fetch(violation.pk).status == "confirmed"
    assert case.evaluations.count() == 2


def test_a_violation_is_put_on_record_once(desk: Desk, customer: Customer, violation: Violation) -> None:
    page = does(desk("sofia"), customer, "allege", type="abuse", reference="V-1", note="again")

    assert "V-1 is on record for this customer already." in page.content.decode()


def test_an_agent_has_no_part_in_sanctions(desk: Desk, customer: Customer, violation: Violation) -> None:
    mei = desk("mei")

    assert does(mei, customer, "freeze", why="x").status_code == 403
    assert does(mei, violation, "confirm", why="x").status_code == 403
    assert mei.client.get(f"/admin/accounts/customer/{customer.pk}/change/").context["buttons"] is None


def test_the_page_offers_what_the_state_allows(desk: Desk, violation: Violation) -> None:
    sofia = desk("sofia")
    does(sofia, violation, "overturn", why="mistaken identity")

    buttons = sofia.client.get(f"/admin/accounts/violation/{violation.pk}/change/").context["buttons"]

    assert [button.step.name for button in buttons.near] == []
    assert {button.step.name for button in buttons.off} == {"confirm", "clear", "overturn"}
