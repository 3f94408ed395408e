"""Approvals at the same instant never grant more of a charge than it holds."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from accounts.acts import Act
from refunds.models import Charge, Decision, Payout, RefundCase, Ruling
from refunds.operations import approve as approving
from refunds.operations.approve import approve
from refunds.operations.perform import Refused
from tests.races.together import together

THREADS = 8
Acts = Callable[..., Act]


@pytest.fixture
def waiting(open_case: Callable[..., RefundCase], prepared: Callable[..., Decision]) -> list[int]:
    """Eight cases that each wait for 40.00 of the 100.00 USD of one charge."""
    return [prepared(open_case(f"RC-{n}", requested_minor=40_00)).case_id for n in range(THREADS)]


def race(waiting: list[int], act_of: Acts) -> list[Decision | BaseException]:
    """Sofia and Ravi approve them all at one instant."""
    acts = [act_of(("sofia", "ravi")[n % 2], minutes=5) for n in range(THREADS)]
    return together([partial(approve, case, act=act) for case, act in zip(waiting, acts, strict=True)])


def granted() -> int:
    """Minor units of all payouts, counted row by row and not from the charge."""
    return sum(Payout.objects.values_list("amount_minor", flat=True))


def kinds(results: Iterable[object]) -> set[type]:
    """What came of the approvals."""
    return {type(result) for result in results}


@contextmanager
def switched_off(table: str, *triggers: str) -> Iterator[None]:
    """The table without some of its triggers."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for trigger in triggers:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody locks the charge or a person's approvals, and everybody has read before anybody writes."""
    everybody_read = Barrier(THREADS)

    def read_only(pks: Iterable[int]) -> dict[int, Charge]:
        charges = {charge.pk: charge for charge in Charge.objects.filter(pk__in=pks)}
        everybody_read.wait(timeout=30)
        return charges

    monkeypatch.setattr(approving, "lock_charges", read_only)
    monkeypatch.setattr(approving, "lock_name", lambda kind, name: None)


def test_eight_approvals_at_once_grant_what_the_charge_holds_and_refuse_the_rest(
    waiting: list[int], act_of: Acts
) -> None:
    results = race(waiting, act_of)
    assert (granted(), Charge.objects.get().reserved_minor) == (80_00, 80_00)
    assert Decision.objects.filter(ruling=Ruling.APPROVED).count() == 2
    assert kinds(results) == {Decision, Refused}


def test_one_case_approved_twice_at_once_is_approved_once(
    open_case: Callable[..., RefundCase], prepared: Callable[..., Decision], act_of: Acts
) -> None:
    case = prepared(open_case(requested_minor=40_00)).case_id
    calls = [partial(approve, case, act=act_of(who, minutes=5)) for who in ("sofia", "ravi", "tom")]
    results = together(calls)
    assert (len([r for r in results if isinstance(r, Decision)]), granted()) == (1, 40_00)
    assert kinds(results) == {Decision, Refused}


def test_without_the_lock_the_database_refuses_but_people_see_its_error(
    waiting: list[int], act_of: Acts, without_lock: None
) -> None:
    results = race(waiting, act_of)
    assert granted() <= 100_00
    assert IntegrityError in kinds(results)


def test_without_the_lock_and_the_sums_of_the_database_too_much_is_granted(
    waiting: list[int], act_of: Acts, without_lock: None
) -> None:
    with switched_off("refunds_payout", "write_sums"):
        race(waiting, act_of)
    assert granted() > 100_00
