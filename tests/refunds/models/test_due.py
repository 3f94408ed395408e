"""The clock that the desk owes next, state by state."""

import datetime as dt
from typing import Any

import pytest

from refunds.models import CaseStatus, RefundCase
from refunds.models.due import next_clock
from tests.cast import MOMENT

ENDS = {
    "first_response_by": MOMENT + dt.timedelta(hours=23),
    "review_by": MOMENT + dt.timedelta(days=2),
    "audit_by": MOMENT + dt.timedelta(days=3),
    "payout_by": MOMENT + dt.timedelta(days=7),
}


def due(status: str, **known: Any) -> str:
    """The kind of the clock that runs in a state."""
    kind, end = next_clock(RefundCase(status=status, **{**ENDS, **known}))
    assert end == (known.get(kind) or ENDS.get(kind))
    return kind


@pytest.mark.parametrize(
    "status", ["received", "in_review", "technical_audit", "awaiting_approval", "secondary_review"]
)
def test_first_of_all_somebody_answers(status: str) -> None:
    assert due(status) == "first_response_by"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("received", "review_by"),
        ("in_review", "review_by"),
        ("technical_audit", "audit_by"),
        ("awaiting_approval", "review_by"),
        ("approved", "payout_by"),
    ],
)
def test_then_the_clock_of_the_state_runs(status: str, kind: str) -> None:
    assert due(status, first_response_at=MOMENT) == kind


@pytest.mark.parametrize("status", ["awaiting_customer", "legal_hold", "refunded", "rejected", "upheld", "withdrawn"])
def test_nothing_is_owed_while_the_desk_waits_or_when_it_is_done(status: str) -> None:
    assert due(status) == ""


def test_the_302_policy_has_one_clock_for_audit_and_review() -> None:
    assert due("in_review", first_response_by=None, review_by=None) == "audit_by"


def test_no_audit_clock_of_the_service_policy_leaves_the_review_clock() -> None:
    assert due("technical_audit", first_response_at=MOMENT, audit_by=None) == "review_by"


def test_an_end_that_the_calendar_does_not_reach_is_not_guessed() -> None:
    assert due("approved", payout_by=None) == ""


def test_every_state_has_an_answer() -> None:
    assert {due(status) for status in CaseStatus} == {"", "first_response_by", "payout_by"}


@pytest.mark.django_db
def test_the_case_is_stored_with_the_clock_of_its_state(case: RefundCase, act_of: Any) -> None:
    case.first_response_by = MOMENT
    case.save(act=act_of("mei"), update_fields=["first_response_by"])
    case = RefundCase.fetch(case.pk)
    assert (case.due_kind, case.due_at) == ("first_response_by", MOMENT)
    case.answered(act_of("mei"))
    case.save(act=act_of("mei"))
    assert (case.due_kind, case.due_at) == ("", None)
