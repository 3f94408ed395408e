"""The steps of a case: from which state, by whom."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import CLOSED, OPEN, STOPPED, CaseStatus, RefundCase
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.perform import refusals
from refunds.operations.review import ask_review
from refunds.operations.triage import assign, return_to_queue

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]

ABOUT = "judge_under link_earlier"
TALKS = "hear_customer reply write_note choose_language"
FINDS = "record_finding approve_exception retract_finding check_account"
STEPS = {
    "received": f"{ABOUT} take assign {TALKS} withdraw hold begin_mediation",
    "in_review": (
        f"{ABOUT} assign return_to_queue ask_customer start_audit {FINDS} {TALKS} propose reject withdraw hold"
        " begin_mediation"
    ),
    "awaiting_customer": f"{ABOUT} assign start_audit {FINDS} {TALKS} withdraw hold begin_mediation",
    "technical_audit": f"{ABOUT} assign conclude_audit {FINDS} {TALKS} withdraw hold begin_mediation",
    "awaiting_approval": f"assign {TALKS} approve confirm_rejection send_back withdraw hold begin_mediation",
    "approved": f"assign {TALKS} hold settle reopen void_approval begin_mediation",
    "refunded": f"{TALKS} ask_review reopen",
    "rejected": f"{TALKS} ask_review reopen begin_mediation",
    "secondary_review": f"{ABOUT} assign ask_customer {FINDS} {TALKS} uphold overturn hold begin_mediation",
    "upheld": f"{TALKS} reopen begin_mediation",
    "legal_hold": f"assign {TALKS} release",
    "mediation": f"assign {TALKS} end_mediation",
    "withdrawn": f"{TALKS} reopen",
}
"""What can be done in each state, by whoever may."""


def steps() -> dict[str, Any]:
    """Every step of a case with what django-fsm knows of it."""
    methods = {name: getattr(RefundCase, name, None) for name in dir(RefundCase) if not name.startswith("__")}
    return {name: method._django_fsm for name, method in methods.items() if hasattr(method, "_django_fsm")}


@pytest.mark.parametrize("state", CaseStatus.values)
def test_what_can_be_done_in_a_state(state: str) -> None:
    possible = {name for name, step in steps().items() if step.has_transition(state)}
    assert possible == set(STEPS[state].split())


def test_every_step_has_somebody_who_may_take_it() -> None:
    arrows = [arrow for step in steps().values() for arrow in step.transitions.values()]
    assert all(arrow.permission for arrow in arrows)


def test_a_case_is_open_or_closed() -> None:
    assert set(OPEN) | set(CLOSED) == set(CaseStatus)
    assert not set(OPEN) & set(CLOSED)


def test_facts_move_only_before_a_decision() -> None:
    deciding = {CaseStatus.AWAITING_APPROVAL, CaseStatus.APPROVED, *STOPPED}
    assert set(UNDER_EXAMINATION) == set(OPEN) - deciding


def test_only_the_assignee_decides(case: RefundCase, examined: Given, people: SimpleNamespace) -> None:
    case = examined(case)
    for step in ("propose", "reject"):
        assert refusals(case, step, people.mei) == []
        assert "Only the person to whom the case is assigned" in refusals(case, step, people.tom)[0]


def test_nobody_approves_what_they_prepared(
    case: RefundCase, prepared: Callable[..., object], people: SimpleNamespace
) -> None:
    prepared(case)
    waiting = RefundCase.fetch(case.pk)
    for step in ("approve", "send_back"):
        assert refusals(waiting, step, people.mei) == ["You prepared this decision. Somebody else has to approve it."]
        assert refusals(waiting, step, people.tom) == []


def test_the_review_is_for_supervisors_with_no_hand_in_the_first_decision(
    case: RefundCase, rejected: Given, people: SimpleNamespace, act_of: Acts
) -> None:
    assign(case.pk, person=people.tom, act=act_of("ravi"))
    return_to_queue(case.pk, act=act_of("tom", "on leave"))
    rejected(case)
    ask_review(case.pk, text="I disagree.", act=act_of("door", hours=1))
    review = RefundCase.fetch(case.pk)
    assert refusals(review, "uphold", people.sofia) == []
    assert "You took part in the first decision" in refusals(review, "uphold", people.ravi)[0]
    assert refusals(review, "uphold", people.fatima) == ["Your role does not include this step."]


def test_what_somebody_does_after_the_decision_keeps_them_from_no_review(
    case: RefundCase, rejected: Given, people: SimpleNamespace, act_of: Acts
) -> None:
    rejected(case)
    ask_review(case.pk, text="I disagree.", act=act_of("sofia", hours=1))
    assert refusals(RefundCase.fetch(case.pk), "uphold", people.sofia) == []
