"""Rows read by a statement that is written once are the rows that the manager gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.acts import Act
from accounts.models import Customer
from accounts.rows import AS_READ, LockedRow, RowByKey, RowsOf, answer_of, lines_of
from refunds.models import Evaluation, Payout
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db


def values(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name not in ("_state", AS_READ)}


@pytest.mark.parametrize("model", [Payout, Evaluation])
def test_a_row_by_its_key_has_every_value_that_its_manager_gives(payout: Payout, model: Any) -> None:
    usual = model.objects.earliest("pk")

    ours = RowByKey(model).get(usual.pk)

    assert ours == usual
    assert values(ours) == values(usual) == vars(ours)[AS_READ]
    assert (ours._state.adding, ours._state.db) == (False, usual._state.db)


def test_there_may_be_no_row_and_no_key_of_that_kind(customer: Customer) -> None:
    assert RowByKey(Customer).get(404) is None
    assert RowsOf(Customer, "WHERE name = %s").first("Nobody") is None
    with pytest.raises(ValueError, match="expected a number"):
        RowByKey(Customer).get("the first")


def test_rows_come_in_the_order_of_the_statement(customer: Customer, act_of: Callable[..., Act]) -> None:
    other = Customer.objects.record(act_of("door"), reference="CUS-2", name="Omar")
    assert RowsOf(Customer, "ORDER BY id DESC")() == [other, customer]


def test_a_locked_row_is_the_row(customer: Customer) -> None:
    with transaction.atomic():
        assert LockedRow(Customer, "FOR UPDATE").get(customer.pk) == customer


def test_one_plan_serves_small_numbers_and_large_ones(desk: Desk) -> None:
    asked = "SELECT %s + 1"
    assert [answer_of(asked, number) for number in (1, 70_000, 5_000_000_000)] == [2, 70_001, 5_000_000_001]
    statements = lines_of("SELECT count(*) FROM pg_prepared_statements WHERE statement = %s", "SELECT $1 + 1")
    assert statements == [(1,)]
