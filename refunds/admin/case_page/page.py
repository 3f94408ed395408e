"""The page of a case, put together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now

from refunds.admin.case_page.applied_again import applications
from refunds.admin.case_page.clocks import deadlines, next_clock
from refunds.admin.case_page.evidence import pieces_of
from refunds.admin.case_page.file import fetch_file
from refunds.admin.case_page.judged_by import judged_by
from refunds.admin.case_page.people import customer_panel
from refunds.admin.case_page.purchase import purchase_of
from refunds.admin.case_page.rulings import amount_decided, rulings
from refunds.admin.case_page.stopped import stopped
from refunds.admin.case_page.verdict import verdict
from refunds.admin.lists.page_number import page_number
from refunds.admin.record import words
from refunds.admin.steps.buttons import buttons_for
from refunds.admin.timeline.timeline import timeline
from refunds.models import RefundCase

ACTS_ON_THE_PAGE = 12
ACTS_A_PAGE = 60


def case_page(request: HttpRequest, case: RefundCase) -> dict[str, Any]:
    """Everything the page of a case shows to the person who asks."""
    fetch_file(case)
    evaluation, at, story = case.current_evaluation, now(), timeline(case)
    decisions = rulings(case)
    return {
        **summary(case),
        "case": case,
        "verdict": verdict(evaluation) if evaluation else None,
        "judged_by": judged_by(evaluation) if evaluation else None,
        "calculation": evaluation.document["calculation"] if evaluation else [],
        "deadlines": deadlines(case, evaluation.document["deadlines"], at) if evaluation else [],
        "decisions": decisions,
        "decided": amount_decided(decisions),
        "customer": customer_panel(case),
        "applications": applications(case),
        "purchase": purchase_of(case),
        "evidence": pieces_of(case),
        "buttons": buttons_for(case, request.user),
        "story": story[:ACTS_ON_THE_PAGE],
        "more_story": len(story) - ACTS_ON_THE_PAGE,
        "sees_payouts": request.user.has_perm("refunds.view_payout"),
    }


def summary(case: RefundCase) -> dict[str, Any]:
    """What every page about a case says first."""
    several = [words.amount(asked.amount) for asked in case.requested_amounts.all()]
    return {
        "case": case,
        "stopped": stopped(case),
        "clock": next_clock(case, now()),
        "requested": " + ".join(several) if several else words.amount(case.requested),
    }


def timeline_page(request: HttpRequest, case: RefundCase) -> dict[str, Any]:
    """Everything that happened, some acts a page."""
    fetch_file(case)
    story = timeline(case)
    page = page_number(request)
    start = (page - 1) * ACTS_A_PAGE
    older = page + 1 if len(story) > start + ACTS_A_PAGE else 0
    return {**summary(case), "story": story[start : start + ACTS_A_PAGE], "newer": page - 1, "older": older}
