"""What supervisors do about a customer, beside any refund."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.acts import Act
from accounts.models import Customer, Sanction, Violation
from refunds.models import RefundCase
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db


def does(person: Person, row: Any, name: str, **typed: Any) -> Any:
    """Send the form of a sanction."""
    return person.client.post(reverse(f"admin:accounts_{row._meta.model_name}_step", args=[row.pk, name]), typed)


def row_page(row: Any) -> str:
    """The address of a row's page."""
    return reverse(f"admin:accounts_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def violation(customer: Customer, act_of: Callable[..., Act]) -> Violation:
    """Abuse that is alleged."""
    found: Violation = Violation.objects.record(
        act_of("door"), customer=customer, reference="V-1", type="abuse", note="reported"
    )
    return found


def test_one_supervisor_proposes_to_freeze_and_another_approves(desk: Desk, customer: Customer) -> None:
    does(desk("sofia"), customer, "propose", measure="freeze", why="under investigation")
    proposed = Sanction.objects.get()
    own = does(desk("sofia"), proposed, "approve", why="sure")
    assert "You proposed this sanction" in own.content.decode()
    answer = does(desk("ravi"), proposed, "approve", why="I saw the files")

    customer = Customer.fetch(customer.pk)
    assert (answer.status_code, customer.status, customer.status_reason) == (302, "frozen", "under investigation")
    assert "under investigation" in desk("anna").client.get(row_page(customer)).content.decode()


def test_a_sheet_beside_the_customer_is_told_where_it_leads(desk: Desk, customer: Customer) -> None:
    address = reverse("admin:accounts_customer_step", args=[customer.pk, "propose"])
    typed = {"measure": "freeze", "why": "under investigation"}

    answer = desk("sofia").client.post(address, typed, headers={"X-Sheet": "1"})

    assert (answer.status_code, answer.headers["X-Next"]) == (204, row_page(customer))


def test_a_sanction_without_a_reason_is_refused_at_its_field(desk: Desk, customer: Customer) -> None:
    page = does(desk("sofia"), customer, "propose", measure="freeze", why="")

    assert page.context["form"].errors["why"]
    assert not Sanction.objects.exists()


def test_the_page_of_a_sanction_offers_its_ruling_to_the_second_person(desk: Desk, customer: Customer) -> None:
    does(desk("sofia"), customer, "propose", measure="freeze", why="under investigation")
    proposed = Sanction.objects.get()

    first, second = (desk(who).client.get(row_page(proposed)).context["buttons"] for who in ("sofia", "ravi"))

    assert [button.step.name for button in first.near] == ["take_back"]
    assert [button.step.name for button in second.near] == ["approve", "decline"]


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

    assert does(mei, customer, "propose", measure="freeze", why="x").status_code == 403
    assert does(mei, violation, "confirm", why="x").status_code == 403
    assert mei.client.get(f"/admin/accounts/customer/{customer.pk}/change/").context["buttons"] is None


def test_the_page_offers_what_the_state_allows(desk: Desk, violation: Violation) -> None:
    sofia = desk("sofia")
    does(sofia, violation, "overturn", why="mistaken identity")

    buttons = sofia.client.get(f"/admin/accounts/violation/{violation.pk}/change/").context["buttons"]

    assert [button.step.name for button in buttons.near] == []
    assert {button.step.name for button in buttons.off} == {"confirm", "clear", "overturn"}
