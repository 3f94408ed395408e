"""Decline what was proposed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.kinds.approve import key_of_pending
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import RefundCase
from refunds.operations import approve
from refunds.operations.objections import objections_to_sending_back


@step
class SendBack(Step):
    name, label, place = "send_back", _("Send back"), 150
    key, leads_on = "b", "approve"
    intro = _("The decision is declined, and its preparer goes on. Say what has to be looked at again.")
    done = _("The decision went back to its preparer.")
    transitions = ("send_back",)
    form = ReasonForm

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """The decision of a review is declined by who could review it."""
        return objections_to_sending_back(person, case)

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        approve.send_back(case.pk, act=act, seen=key_of_pending(case))
