"""The page of a secondary review, put together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from refunds.admin.case_page.explained import explained
from refunds.admin.case_page.file import fetch_file
from refunds.admin.case_page.summary import summary
from refunds.admin.review_page.differences import differences
from refunds.admin.review_page.precedents import precedents
from refunds.admin.review_page.sides import Side, sides_of
from refunds.admin.steps.buttons import button
from refunds.admin.steps.step import STEPS
from refunds.models import CaseStatus, RefundCase


def review_page(request: HttpRequest, case: RefundCase) -> dict[str, Any]:
    """Both sides, what changed between them, and precedents."""
    fetch_file(case)
    sides = sides_of(case)
    if sides is None:
        return summary(case)
    under_review = sides.first.decisions[0].decision
    return {
        **summary(case),
        "first": sides.first,
        "second": sides.second,
        "said_first": said(sides.first),
        "said_now": said(sides.second),
        "changed": differences(sides.first.evaluation, sides.second.evaluation),
        "precedents": precedents(under_review),
        "clauses": under_review.clauses,
        "decide": button(case, request.user, STEPS["decide_review"], ()) if is_open(case) else None,
    }


def said(side: Side) -> Any:
    """What the policy said."""
    return explained(side.evaluation) if side.evaluation else None


def is_open(case: RefundCase) -> bool:
    """Whether the review waits for its decision."""
    return bool(case.status == CaseStatus.SECONDARY_REVIEW)
