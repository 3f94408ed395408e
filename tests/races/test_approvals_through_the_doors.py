"""Approvals at one instant through the page and the operation: never more than captured, and nobody sees an error."""

from collections.abc import Callable, Iterable
from functools import partial
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.acts import Act
from refunds.models import Charge, Decision, Payout, RefundCase
from refunds.operations import approve as approving
from refunds.operations.approve import approve
from refunds.operations.perform import Refused
from tests.at_the_desk import step_of
from tests.races.together import together

THREADS = 8
Acts = Callable[..., Act]


@pytest.fixture
def waiting(open_case: Callable[..., RefundCase], prepared: Callable[..., Decision]) -> list[RefundCase]:
    """Eight cases that each wait for 40.00 of the 100.00 USD of one charge."""
    return [prepared(open_case(f"RC-{n}", requested_minor=40_00)).case for n in range(THREADS)]


@pytest.fixture
def sends(people: SimpleNamespace) -> Callable[[RefundCase, str], Callable[[], HttpResponse]]:
    """sends(case, "sofia"): a call that sends the form of the approval, which the person has open already."""

    def make(case: RefundCase, name: str) -> Callable[[], HttpResponse]:
        browser = Client(raise_request_exception=False)
        browser.force_login(getattr(people, name), backend="accounts.backend.StaffBackend")
        marker = browser.get(step_of(case, "approve")).context["marker"]
        return partial(browser.post, step_of(case, "approve"), {"marker": marker, "why": ""})

    return make


@pytest.fixture
def race(waiting: list[RefundCase], sends: Any, act_of: Acts) -> Callable[[], list[Any]]:
    """race(): what the eight got, every second of them on the page."""
    forms = [sends(case, ("sofia", "ravi")[n % 2]) for n, case in enumerate(waiting[::2])]
    calls = [
        partial(approve, case.pk, act=act_of(("sofia", "ravi")[n % 2], minutes=5))
        for n, case in enumerate(waiting[1::2])
    ]
    return lambda: together([*forms, *calls])


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody locks the charge, and everybody has read it before anybody writes."""
    everybody_read = Barrier(THREADS)

    def read_only(pks: Iterable[int]) -> dict[int, Charge]:
        charges = {charge.pk: charge for charge in Charge.objects.filter(pk__in=pks)}
        everybody_read.wait(timeout=60)
        return charges

    monkeypatch.setattr(approving, "lock_charges", read_only)


def granted() -> int:
    """Minor units of all payouts, counted row by row and not from the charge."""
    return sum(Payout.objects.values_list("amount_minor", flat=True))


def statuses(results: list[Any]) -> list[int]:
    """How the pages answered: 302 when it was done, 200 with the reasons when it was not."""
    return [one.status_code for one in results if isinstance(one, HttpResponse)]


def test_of_eight_at_once_two_are_granted_and_six_are_told_why(race: Callable[[], list[Any]]) -> None:
    results = race()
    calls = results[THREADS // 2 :]
    assert (granted(), Charge.objects.get().reserved_minor) == (80_00, 80_00)
    assert set(statuses(results)) <= {200, 302}
    assert {type(one) for one in calls} <= {Decision, Refused}
    assert statuses(results).count(302) + sum(isinstance(one, Decision) for one in calls) == 2


def test_without_the_lock_people_would_see_an_error(race: Callable[[], list[Any]], without_lock: None) -> None:
    results = race()
    assert granted() <= 100_00
    assert 500 in statuses(results) or any(
        isinstance(one, Exception) and not isinstance(one, Refused) for one in results
    )
