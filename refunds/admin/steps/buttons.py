"""The buttons of a case for one person: what can be done now, what comes next, and why the rest can't."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse

from accounts.guards import people_asked_once
from refunds.admin.steps import desk  # noqa: F401 - fills STEPS
from refunds.admin.steps.step import STEPS, Step, in_order
from refunds.models import CaseStatus, RefundCase
from refunds.policies import evaluation as policy

NEXT = {
    CaseStatus.RECEIVED: ("take",),
    CaseStatus.AWAITING_CUSTOMER: ("hear_customer",),
    CaseStatus.TECHNICAL_AUDIT: ("conclude_audit",),
    CaseStatus.AWAITING_APPROVAL: ("approve", "confirm_rejection"),
    CaseStatus.SECONDARY_REVIEW: ("decide_review",),
}
NEXT_IN_REVIEW = {
    policy.APPROVE: "decide",
    policy.APPROVE_PARTIAL: "decide",
    policy.REJECT: "decide",
    policy.NEEDS_INFORMATION: "ask_customer",
    policy.NEEDS_TECHNICAL_AUDIT: "start_audit",
    policy.NEEDS_SUPERVISOR: "record_finding",
    policy.LEGAL_HOLD: "hold",
}
"""What a case in review asks for, by what the policy recommends."""


PLACE = "-step-"
"""Stands for the name of a step in an address."""


class Button(NamedTuple):
    """One step as a button. step: has a name, a label and a tone; reasons: why it is off, none when it is on."""

    step: Any
    url: str
    reasons: list[str]
    is_next: bool


class Buttons(NamedTuple):
    """The steps of the desk for one person.

    near: what can be done and often is, what comes next first; rare: what can be done besides. next_off: what the case
    waits for and this person can't do; off: the rest of what they can't.
    """

    near: list[Button]
    rare: list[Button]
    next_off: list[Button]
    off: list[Button]


def buttons_for(case: RefundCase, person: Any) -> Buttons:
    """Every step of the desk, sorted by whether the person may take it now."""
    coming = next_steps(case)
    beside = addresses(case)
    with people_asked_once():
        buttons = [Button(one, beside(one), one.refusals(case, person), one.name in coming) for one in in_order()]
    on = [found for found in buttons if not found.reasons]
    near = sorted((found for found in on if found.is_next or not found.step.rare), key=lambda found: not found.is_next)
    rare = [found for found in on if found not in near]
    off = [found for found in buttons if found.reasons]
    next_off = [] if any(found.is_next for found in near) else [found for found in off if found.is_next][:1]
    return Buttons(near, rare, next_off, [found for found in off if found not in next_off])


def button(case: RefundCase, person: Any, step: Step, coming: tuple[str, ...]) -> Button:
    """One step as a button."""
    return Button(step, addresses(case)(step), step.refusals(case, person), step.name in coming)


def addresses(case: RefundCase) -> Callable[[Step], str]:
    """The address of each step of a case, of which only the name of the step differs."""
    before, after = reverse("admin:refunds_refundcase_step", args=[case.pk, PLACE]).split(PLACE)
    return lambda step: f"{before}{step.name}{after}"


def next_steps(case: RefundCase) -> tuple[str, ...]:
    """The steps that a case in this state waits for."""
    if case.status == CaseStatus.IN_REVIEW:
        return (NEXT_IN_REVIEW.get(case.recommendation, "decide"),)
    return NEXT.get(CaseStatus(case.status), ())


def find(name: str) -> Step | None:
    """The step of that name."""
    return STEPS.get(name)
