"""Decide a secondary review."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.case_page.rulings import rulings
from refunds.admin.steps.proposal_form import ProposalForm, as_recommended
from refunds.admin.steps.step import Step, step
from refunds.models import RefundCase
from refunds.operations import review
from refunds.operations.decide import letter_if_final


@step
class DecideReview(Step):
    name, label, place = "decide_review", _("Decide the review"), 170
    writes = True
    key, leads_on = "d", "approve"
    intro = _(
        "A rejection upholds the first decision and is final. Anything else overturns it and waits for another "
        "supervisor."
    )
    done = _("The secondary review is decided.")
    transitions = ("uphold", "overturn")
    form = ProposalForm
    template = "admin/refunds/refundcase/steps/decide.html"

    def initial(self, case: RefundCase) -> dict[str, Any]:
        """The recommendation."""
        return as_recommended(case)

    def beside(self, case: RefundCase, person: Any) -> dict[str, Any]:
        """The decision under review."""
        standing = [decided for decided in rulings(case) if decided.counts]
        return {"under_review": standing[-1] if standing else None}

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """A rejection upholds the first decision and goes out at once."""
        return letter_if_final(case, answers["proposal"], at, upheld=True)

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        review.decide_review(case.pk, proposal=answers["proposal"], act=act)
