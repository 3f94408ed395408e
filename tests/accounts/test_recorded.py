"""Rows whose every change is signed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from accounts.acts import Act, UnsignedChange
from accounts.models import Customer
from refunds.models import Charge, Payout, RefundCase, SandboxRule

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def test_a_new_row_is_signed_in_its_history(customer: Customer, act_of: Acts) -> None:
    entry = customer.history.get()
    assert (entry.history_type, entry.history_user.username) == ("+", "door")
    assert (entry.history_date, entry.history_change_reason) == (act_of("door").at, act_of("door").why)


def test_each_change_is_one_entry_with_who_when_and_why(customer: Customer, act_of: Acts) -> None:
    customer.name = "Lin Hua (Ms)"
    customer.save(act=act_of("sofia", "as she wrote", minutes=3))
    entry = customer.history.latest()
    assert (entry.name, entry.history_type, entry.history_user.username) == ("Lin Hua (Ms)", "~", "sofia")
    assert (entry.history_date, entry.history_change_reason) == (act_of("sofia", minutes=3).at, "as she wrote")
    assert customer.history.count() == 2


def test_an_entry_holds_every_value_as_the_database_stored_it(payout: Payout, act_of: Acts) -> None:
    charge, entry = Charge.objects.get(), Charge.objects.get().history.latest()
    assert charge.reserved_minor  # worked out by a trigger when its payout was stored
    charge.platform_state = "paid"
    charge.save(act=act_of("door", minutes=3))
    again = charge.history.latest()
    assert again.pk != entry.pk
    stored = Charge.objects.values().get()
    assert {name: getattr(again, name) for name in stored} == stored


def test_a_save_that_nobody_signs_stores_nothing(customer: Customer) -> None:
    customer.name = "Nobody"
    with pytest.raises(UnsignedChange, match="Customer needs an act: who, when and why"):
        customer.save()
    assert (Customer.fetch(customer.pk).name, customer.history.count()) == ("Lin Hua", 1)


def test_a_signature_is_good_for_one_save(customer: Customer, act_of: Acts) -> None:
    customer.save(act=act_of("sofia"))
    assert not hasattr(customer, "_history_user")
    with pytest.raises(UnsignedChange):
        customer.save()


def test_a_signature_is_taken_off_a_row_that_could_not_be_stored(customer: Customer, act_of: Acts) -> None:
    twin = Customer(reference=customer.reference)
    with pytest.raises(Exception, match="duplicate key"):
        twin.save(act=act_of("door"))
    assert not hasattr(twin, "_history_user")


@pytest.mark.parametrize(
    "way",
    [
        lambda rows: rows.create(reference="CUS-9"),
        lambda rows: rows.get_or_create(reference="CUS-9"),
        lambda rows: rows.update_or_create(reference="CUS-1", defaults={"name": "X"}),
        lambda rows: rows.bulk_create([Customer(reference="CUS-9")]),
        lambda rows: rows.bulk_update([rows.get()], ["name"]),
        lambda rows: rows.filter(reference="CUS-1").update(name="X"),
        lambda rows: rows.update(name=F("reference")),
    ],
    ids=["create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update", "update with F"],
)
def test_every_way_of_writing_without_a_signature_is_closed(customer: Customer, way: Callable[[Any], Any]) -> None:
    with pytest.raises(UnsignedChange):
        way(Customer.objects.all())
    assert [row.name for row in Customer.objects.all()] == ["Lin Hua"]


def test_a_row_is_fetched_as_the_database_has_it(customer: Customer, act_of: Acts) -> None:
    same = Customer.fetch(customer.pk)
    same.name = "Lin"
    same.save(act=act_of("sofia"))
    assert (customer.name, Customer.fetch(customer.pk).name) == ("Lin Hua", "Lin")


def test_what_somebody_else_stored_meanwhile_in_another_column_stays(customer: Customer, act_of: Acts) -> None:
    mine, theirs = Customer.fetch(customer.pk), Customer.fetch(customer.pk)
    theirs.email = "lin@mail.example"
    theirs.save(act=act_of("tom"))
    mine.name = "Lin"
    mine.save(act=act_of("sofia"))
    stored = Customer.fetch(customer.pk)
    assert (stored.name, stored.email) == ("Lin", "lin@mail.example")
    assert (customer.history.latest().name, customer.history.latest().email) == ("Lin", "lin@mail.example")


def test_a_value_that_is_put_back_is_put_back_in_the_database(customer: Customer, act_of: Acts) -> None:
    row = Customer.fetch(customer.pk)
    for name, email in (("Lin", "lin@mail.example"), ("Lin Hua", "hua@mail.example")):
        row.name, row.email = name, email
        row.save(act=act_of("sofia"))
    assert Customer.fetch(customer.pk).name == "Lin Hua"
    assert [entry.name for entry in customer.history.order_by("history_id")] == ["Lin Hua", "Lin", "Lin Hua"]


def test_a_value_that_was_read_again_is_measured_by_what_was_read_last(
    sandbox_told: Callable[..., SandboxRule], act_of: Acts
) -> None:
    rule = sandbox_told("CH-1", "refuses", reason="card closed")
    row, other = SandboxRule.fetch(rule.pk), SandboxRule.fetch(rule.pk)
    other.reason = "card lost"
    other.save(act=act_of("adam"))
    row.refresh_from_db()
    row.reason, row.calls = "card closed", 2
    row.save(act=act_of("adam"))
    assert SandboxRule.fetch(rule.pk).reason == "card closed"


def test_a_value_that_was_changed_in_its_place_is_stored(case: RefundCase, act_of: Acts) -> None:
    row = RefundCase.fetch(case.pk)
    row.unknown_charge_ids["0"], row.description = "CH-9", "And another charge."
    row.save(act=act_of("mei"))
    assert RefundCase.fetch(case.pk).unknown_charge_ids == {"0": "CH-9"}


def test_a_save_that_changes_nothing_is_an_entry_all_the_same(customer: Customer, act_of: Acts) -> None:
    Customer.fetch(customer.pk).save(act=act_of("sofia", "looked at"))
    assert [entry.history_change_reason for entry in customer.history.all()] == ["looked at", act_of("door").why]


def test_an_expression_is_stored_and_entered_once(customer: Customer, act_of: Acts) -> None:
    row = Customer.fetch(customer.pk)
    row.name = F("reference")
    row.save(act=act_of("sofia"))
    assert Customer.fetch(customer.pk).name == customer.history.latest().name == customer.reference
    assert customer.history.count() == 2


def test_a_row_that_is_gone_is_not_changed(act_of: Acts) -> None:
    nobody = Customer(pk=404, reference="CUS-404")
    with pytest.raises(DatabaseError, match="did not affect any rows"), transaction.atomic():
        nobody.save(act=act_of("sofia"), force_update=True)
    assert not Customer.history.filter(id=404).exists()
