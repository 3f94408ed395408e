"""The page of a case, put together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now

from refunds.admin.case_page.applied_again import applications
from refunds.admin.case_page.clocks import deadlines
from refunds.admin.case_page.correspondence import correspondence
from refunds.admin.case_page.evidence import pieces_of
from refunds.admin.case_page.explained import explained
from refunds.admin.case_page.file import fetch_facts
from refunds.admin.case_page.judged_by import judged_by
from refunds.admin.case_page.people import customer_panel
from refunds.admin.case_page.purchase import purchase_of
from refunds.admin.case_page.rulings import amount_decided, rulings
from refunds.admin.case_page.summary import recommended, summary
from refunds.admin.steps.buttons import buttons_for
from refunds.models import RefundCase


def case_page(request: HttpRequest, case: RefundCase) -> dict[str, Any]:
    """Everything the page of a case shows to the person who asks."""
    fetch_facts(case)
    evaluation, at = case.current_evaluation, now()
    decisions = rulings(case)
    return {
        **summary(case),
        "recommended": recommended(evaluation),
        "verdict": explained(evaluation) if evaluation else None,
        "judged_by": judged_by(evaluation) if evaluation else None,
        "calculation": evaluation.document["calculation"] if evaluation else [],
        "deadlines": deadlines(case, evaluation.document["deadlines"], at) if evaluation else [],
        "decisions": decisions,
        "decided": amount_decided(decisions),
        "customer": customer_panel(case),
        "applications": applications(case),
        "words": correspondence(case, whole="words" in request.GET),
        "purchase": purchase_of(case),
        "evidence": pieces_of(case),
        "buttons": buttons_for(case, request.user),
        "sees_payouts": request.user.has_perm("refunds.view_payout"),
    }
