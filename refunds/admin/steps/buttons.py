"""The buttons of a case for one person: what can be done now, what comes next, and why the rest can't."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse

from refunds.admin.steps import desk  # noqa: F401 - fills STEPS
from refunds.admin.steps.step import STEPS, Step, in_order
from refunds.models import CaseStatus, RefundCase
from refunds.policies import evaluation as policy

NEXT = {
    CaseStatus.RECEIVED: ("take", "assign"),
    CaseStatus.AWAITING_CUSTOMER: ("hear_customer",),
    CaseStatus.TECHNICAL_AUDIT: ("conclude_audit",),
    CaseStatus.AWAITING_APPROVAL: ("approve", "confirm_rejection"),
    CaseStatus.SECONDARY_REVIEW: ("decide_review", "assign"),
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


class Button(NamedTuple):
    """One step as a button. reasons: why it is off; none when it is on."""

    step: Step
    url: str
    reasons: list[str]
    is_next: bool


class Buttons(NamedTuple):
    """on: what can be done, what comes next first; off: the rest."""

    on: list[Button]
    off: list[Button]


def buttons_for(case: RefundCase, person: Any) -> Buttons:
    """Every step of the desk, sorted by whether the person may take it now."""
    coming = next_steps(case)
    buttons = [button(case, person, step, coming) for step in in_order()]
    on = sorted((found for found in buttons if not found.reasons), key=lambda found: not found.is_next)
    return Buttons(on, [found for found in buttons if found.reasons])


def button(case: RefundCase, person: Any, step: Step, coming: tuple[str, ...]) -> Button:
    """One step as a button."""
    url = reverse("admin:refunds_refundcase_step", args=[case.pk, step.name])
    return Button(step, url, step.refusals(case, person), step.name in coming)


def next_steps(case: RefundCase) -> tuple[str, ...]:
    """The steps that a case in this state waits for."""
    if case.status == CaseStatus.IN_REVIEW:
        return (NEXT_IN_REVIEW.get(case.recommendation, "decide"),)
    return NEXT.get(CaseStatus(case.status), ())


def find(name: str) -> Step | None:
    """The step of that name."""
    return STEPS.get(name)
