"""Decide a case in review."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.proposal_form import ProposalForm, as_recommended
from refunds.admin.steps.step import Step, step
from refunds.models import RefundCase
from refunds.operations import decide
from refunds.operations.decide import letter_if_final


@step
class Decide(Step):
    name, label, place = "decide", _("Decide"), 120
    writes = True
    key, leads_on = "d", "take"
    intro = _(
        "Filled in as the policy recommends. A rejection as recommended is final; everything else waits for a second "
        "person."
    )
    done = _("The decision is recorded.")
    transitions = ("propose", "reject")
    form = ProposalForm
    template = "admin/refunds/refundcase/steps/decide.html"

    def initial(self, case: RefundCase) -> dict[str, Any]:
        """The recommendation."""
        return as_recommended(case)

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """A rejection as recommended goes out at once; everything else waits for a second person."""
        return letter_if_final(case, answers["proposal"], at)

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        decide.decide(case.pk, proposal=answers["proposal"], act=act)
