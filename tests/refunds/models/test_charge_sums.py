"""What is reserved and refunded of a charge is summed by the database, and never exceeds what was captured."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import Charge, LedgerEntry, Payout, RefundCase
from refunds.money import Money
from tests.refunds.models.tables import execute, refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Granted = Callable[..., Payout]


def sums() -> tuple[int, int]:
    """Reserved and refunded of the one charge, in minor units."""
    charge = Charge.objects.get()
    return charge.reserved_minor, charge.refunded_minor


def entry(charge: Charge, kind: str, minor: int, **values: object) -> LedgerEntry:
    """A ledger entry in dollars."""
    return LedgerEntry.objects.create(
        **{"kind": kind, "charge": charge, "amount_minor": minor, "currency": "USD", **values}
    )


def test_a_payout_reserves_its_amount(payout: Payout) -> None:
    assert sums() == (100_00, 0)
    assert Charge.objects.get().refundable.minor == 0


@pytest.mark.parametrize(
    ("steps", "reserved"),
    [
        (["sending"], 100_00),
        (["sending", "pending"], 100_00),
        (["sending", "unknown"], 100_00),
        (["sending", "failed"], 0),
        (["cancelled"], 0),
        (["sending", "succeeded"], 0),
        (["sending", "succeeded", "returned"], 0),
    ],
)
def test_the_amount_is_held_until_the_payout_is_final(payout: Payout, steps: list[str], reserved: int) -> None:
    for state in steps:
        execute("UPDATE refunds_payout SET status = %s, provider_reference = 'REF-1'", state)
    assert sums() == (reserved, 0)


def test_what_went_back_is_the_sum_of_the_ledger(charge: Charge) -> None:
    entry(charge, "refund", 30_00)
    entry(charge, "refund", 20_00)
    assert sums() == (0, 50_00)
    entry(charge, "reversal", -20_00)
    assert sums() == (0, 30_00)


def test_credits_given_back_are_no_money_of_the_charge(charge: Charge) -> None:
    LedgerEntry.objects.create(kind="ptc_recredit", charge=charge, ptc=300)
    assert sums() == (0, 0)


@pytest.mark.parametrize("column", ["reserved_minor", "refunded_minor"])
def test_nobody_sets_the_sums_by_hand(payout: Payout, column: str) -> None:
    execute(f"UPDATE refunds_charge SET {column} = 1")
    assert sums() == (100_00, 0)


def test_a_stale_copy_of_the_charge_does_not_write_its_sums_back(
    charge: Charge, case: RefundCase, granted: Granted, act_of: Acts
) -> None:
    stale = Charge.fetch(charge.pk)
    granted(case)
    stale.account_open = False
    stale.save(act=act_of("door", minutes=9))
    assert sums() == (100_00, 0)


def test_no_more_goes_back_than_was_captured(charge: Charge) -> None:
    entry(charge, "refund", 60_00)
    with pytest.raises(IntegrityError, match="refunds_charge_never_more_than_captured"), transaction.atomic():
        entry(charge, "refund", 40_01)
    entry(charge, "refund", 40_00)
    assert sums() == (0, 100_00)


def test_what_is_reserved_counts_against_what_went_back_elsewhere(payout: Payout) -> None:
    with pytest.raises(IntegrityError, match="never_more_than_captured"), transaction.atomic():
        entry(payout.charge, "refund", 1)


def test_two_payouts_do_not_share_the_same_money(
    open_case: Callable[..., RefundCase], granted: Granted, act_of: Acts
) -> None:
    granted(open_case("RC-1", requested_minor=60_00))
    part = second_part_of(open_case("RC-2"), 60_00, act_of)
    columns = ", ".join(field.column for field in Payout._meta.fields if field.column not in OTHERWISE)
    case = "(SELECT id FROM refunds_refundcase WHERE number = 'RC-2')"
    refused = refusal(
        f"""INSERT INTO refunds_payout ({columns}, part_id, case_id, key, body)
            SELECT {columns}, %s, {case}, 'K', replace(body, key, 'K') FROM refunds_payout""",
        part,
    )
    assert "refunds_charge_never_more_than_captured" in refused


OTHERWISE = ("id", "part_id", "case_id", "key", "body")


def second_part_of(case: RefundCase, minor: int, act_of: Acts) -> int:
    """An approved part for the same charge on another case, past everything that the operations check."""
    evaluation = insert_copy("refunds_evaluation", case_id=case.pk)
    decision = insert_copy(
        "refunds_decision", case_id=case.pk, evaluation_id=evaluation, ruling="pending", ruled_by_id=None, ruled_at=None
    )
    part = insert_copy("refunds_decisionpart", decision_id=decision, amount_minor=minor)
    by, at = act_of("sofia").by.pk, act_of("sofia").at
    execute(
        "UPDATE refunds_decision SET ruling = 'approved', ruled_by_id = %s, ruled_at = %s WHERE id = %s",
        by,
        at,
        decision,
    )
    return part


def insert_copy(table: str, **instead: object) -> int:
    """Store the first row of a table once more with other values in some columns; the new row's key."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    columns = [column.name for column in described if column.name not in ("id", *instead)]
    names = ", ".join([*columns, *instead])
    values = ", ".join([*columns, *["%s"] * len(instead)])
    sql = f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} ORDER BY id LIMIT 1 RETURNING id"
    return int(execute(sql, *instead.values())[0][0])


def test_a_capture_is_not_lowered_below_what_went_back(charge: Charge) -> None:
    entry(charge, "refund", 60_00)
    assert "never_more_than_captured" in refusal("UPDATE refunds_charge SET captured_minor = 5999")


def test_a_refund_on_record_before_its_charge_counts_once_the_charge_is_there(customer: Customer, act_of: Acts) -> None:
    early = {"kind": "refund", "charge_reference": "CH-9", "amount_minor": 30_00, "currency": "USD"}
    LedgerEntry.objects.create(**early)
    charge = Charge.objects.record(
        act_of("door"),
        reference="CH-9",
        customer=customer,
        status="captured",
        amount_minor=50_00,
        captured_minor=50_00,
        captured_at=act_of("door").at,
        currency="USD",
    )
    assert Charge.fetch(charge.pk).refundable.minor == 20_00


def test_a_charge_does_not_forget_what_it_gave_back_by_changing_its_currency(charge: Charge) -> None:
    entry(charge, "refund", 100_00)
    assert "charge CH-1 was taken in USD, not in EUR" in refusal("UPDATE refunds_charge SET currency = 'EUR'")
    assert "was taken in USD" in refusal("UPDATE refunds_charge SET currency = ''")
    assert sums() == (0, 100_00)


def test_a_currency_that_was_not_known_may_become_known(customer: Customer, act_of: Acts) -> None:
    charge = Charge.objects.record(act_of("door"), reference="CH-9", customer=customer)
    charge.currency, charge.amount_minor = "JPY", 500
    charge.save(act=act_of("door", minutes=1))
    assert Charge.fetch(charge.pk).amount == Money(500, "JPY")
