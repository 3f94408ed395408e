"""Rows whose every change is signed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F

from accounts.acts import Act, UnsignedChange
from accounts.models import Customer
from refunds.models import Charge, Payout

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
