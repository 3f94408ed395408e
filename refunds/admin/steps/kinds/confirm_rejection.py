"""Confirm a rejection that departs from the recommendation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from refunds.admin.case_page.rulings import decided
from refunds.admin.steps.kinds.approve import key_of_pending, pending
from refunds.admin.steps.step import Step, step
from refunds.models import Outcome, RefundCase
from refunds.operations import approve
from refunds.operations.notify import rejection_of


@step
class ConfirmRejection(Step):
    name, label, place, tone = "confirm_rejection", gettext_lazy("Confirm the rejection"), 140, "main"
    writes = True
    key, leads_on = "a", "approve"
    intro = gettext_lazy("The rejection becomes final, and the customer is told the reasons.")
    done = gettext_lazy("The rejection is final.")
    transitions = ("confirm_rejection",)
    template = "admin/refunds/refundcase/steps/approve.html"

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """There has to be a rejection that waits."""
        against = super().refusals(case, person)
        waiting = pending(case)
        if not against and waiting and waiting.outcome != Outcome.REJECT:
            return [_("A refund waits here. Approve it, or send it back.")]
        return against

    def beside(self, case: RefundCase, person: Any) -> dict[str, Any]:
        """What was prepared."""
        waiting = pending(case)
        return {"waiting": decided(waiting, case.policy) if waiting else None}

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """The rejection that waits."""
        waiting = pending(case)
        return rejection_of(waiting) if waiting else ""

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        approve.approve(case.pk, act=act, seen=key_of_pending(case))
