"""What a lock keeps others from, and what it does not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from accounts.acts import Act
from accounts.models import Customer
from refunds import locks
from refunds.models import CaseCharge, Charge, Payout, RefundCase
from tests.races.together import together

Acts = Callable[..., Act]


@contextmanager
def held(lock: Callable[[], Any]) -> Iterator[None]:
    """Somebody else holds a lock while this lasts."""
    taken, done = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                lock()
                taken.set()
                done.wait(timeout=20)
        finally:
            connections.close_all()

    thread = Thread(target=hold)
    thread.start()
    assert taken.wait(timeout=10)
    try:
        yield
    finally:
        done.set()
        thread.join(timeout=10)


def waits(lock: Callable[[], Any]) -> bool:
    """Whether one would have to wait for a lock."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
            lock()
    except OperationalError as error:
        if "lock timeout" not in str(error):
            raise
        return True
    return False


def test_one_row_is_locked_by_one_at_a_time(payout: Payout) -> None:
    case, charge, customer = payout.case_id, payout.charge_id, payout.case.customer_id
    ways = [
        partial(locks.lock_case, case),
        partial(locks.lock_customer, customer),
        partial(locks.lock_charges, [charge]),
        partial(locks.lock_quotas, [payout.charge]),
        partial(locks.lock_order, payout.charge.order_id),
        partial(locks.lock_payout, payout.pk),
        partial(locks.lock_name, "case", "mail 7"),
    ]
    for lock in ways:
        with held(lock):
            assert waits(lock), lock
        assert not waits(lock), lock


def test_rows_beside_a_locked_one_are_free(open_case: Callable[..., RefundCase]) -> None:
    one, other = open_case("RC-1").pk, open_case("RC-2").pk
    with held(partial(locks.lock_case, one)):
        assert not waits(partial(locks.lock_case, other))
        assert not waits(partial(locks.lock_name, "case", "mail 8"))


def test_a_worker_does_not_wait_for_a_payout_that_another_has(payout: Payout) -> None:
    with held(partial(locks.claim_payout, payout.pk)), transaction.atomic():
        assert locks.claim_payout(payout.pk) is None
    with transaction.atomic():
        assert locks.claim_payout(payout.pk) == payout


def test_a_paper_goes_into_the_file_while_somebody_has_the_charge(
    open_case: Callable[..., RefundCase], act_of: Acts
) -> None:
    case = open_case()
    act, values = act_of("door"), {"reference": "CH-2", "amount_minor": 1, "currency": "USD"}
    charge = Charge.objects.record(act, customer=case.customer, **values)
    with held(partial(locks.lock_charges, [charge.pk])):
        assert not waits(partial(CaseCharge.objects.record, act, case=case, charge=charge, position=2))
    assert case.case_charges.count() == 2


def test_charges_are_locked_in_one_order_however_they_are_asked_for(customer: Customer, act_of: Acts) -> None:
    keys = [
        Charge.objects.record(act_of("door"), reference=f"CH-{n}", customer=customer, amount_minor=1, currency="USD").pk
        for n in range(6)
    ]

    def lock(asked: list[int]) -> list[int]:
        for _time in range(20):
            with transaction.atomic():
                locked = locks.lock_charges(asked)
        return list(locked)

    results = together([partial(lock, keys), partial(lock, keys[::-1]), partial(lock, keys[3:] + keys[:3])])
    assert results == [keys] * 3


def test_the_charge_and_the_case_of_a_payout_are_locked_by_its_key(payout: Payout) -> None:
    with held(partial(locks.lock_charge_of, payout.pk)):
        assert waits(partial(locks.lock_charges, [payout.charge_id]))
        assert not waits(partial(locks.lock_payout, payout.pk))
    with held(partial(locks.lock_case_of, payout.pk)):
        assert waits(partial(locks.lock_case, payout.case_id))
        assert not waits(partial(locks.lock_payout, payout.pk))


@pytest.mark.parametrize(
    ("lock", "sentence"),
    [
        (locks.lock_case, "There is no case 404"),
        (locks.lock_customer, "There is no customer 404"),
        (locks.lock_payout, "There is no payout 404"),
        (locks.lock_charge_of, "There is no payout 404"),
        (locks.lock_case_of, "There is no payout 404"),
    ],
)
def test_a_row_that_is_not_there_is_named(db: None, lock: Callable[[int], Any], sentence: str) -> None:
    with pytest.raises(locks.NoSuchRow, match=sentence), transaction.atomic():
        lock(404)


def test_a_lock_outside_a_transaction_is_refused(case: RefundCase) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        locks.lock_case(case.pk)
