"""The queues of the desk."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from refunds.models import RefundCase
from refunds.operations.correspondence import ask_customer
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]


@pytest.fixture
def desk(open_case: Given, taken: Given, rejected: Given, prepared: Callable[..., object]) -> SimpleNamespace:
    """A case of Mei's, one of Tom's, one that nobody has, one decided, one that waits for approval."""
    return SimpleNamespace(
        mine=taken(open_case("RC-1")),
        toms=taken(open_case("RC-2"), by="tom"),
        free=open_case("RC-3"),
        decided=rejected(open_case("RC-4")),
        waiting=prepared(open_case("RC-5", requested_minor=40_00)),
    )


def numbers(cases: object) -> set[str]:
    """The case numbers of a queue."""
    return {case.number for case in cases}  # type: ignore[attr-defined]


def test_a_decided_case_is_in_no_queue(desk: SimpleNamespace) -> None:
    assert numbers(RefundCase.objects.open()) == {"RC-1", "RC-2", "RC-3", "RC-5"}


def test_my_queue_is_what_is_assigned_to_me_and_open(desk: SimpleNamespace, people: SimpleNamespace) -> None:
    assert numbers(RefundCase.objects.mine(people.mei)) == {"RC-1", "RC-5"}
    assert numbers(RefundCase.objects.mine(people.tom)) == {"RC-2"}


def test_the_free_cases_are_those_that_nobody_has(desk: SimpleNamespace) -> None:
    assert numbers(RefundCase.objects.unassigned()) == {"RC-3"}


def test_a_queue_shows_what_waits_for_a_second_person(desk: SimpleNamespace) -> None:
    assert numbers(RefundCase.objects.awaiting_approval()) == {"RC-5"}


def test_a_case_is_due_by_the_clock_that_runs_next(case: RefundCase, taken: Given) -> None:
    taken(case)
    first_response = case.submitted_at + dt.timedelta(hours=24)
    assert numbers(RefundCase.objects.due_before(first_response)) == set()
    assert numbers(RefundCase.objects.due_before(first_response + dt.timedelta(seconds=1))) == {"RC-1"}


def test_while_we_wait_for_the_customer_nothing_is_due(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    ask_customer(case.pk, text="A log, please.", act=act_of("mei", minutes=5))
    after = RefundCase.fetch(case.pk)
    assert (after.due_kind, after.due_at) == ("", None)
    assert numbers(RefundCase.objects.due_before(MOMENT + dt.timedelta(days=30))) == set()
