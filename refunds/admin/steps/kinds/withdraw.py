"""Record that the customer takes the request back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.letters import withdrawal_receipt
from refunds.models import RefundCase
from refunds.operations import withdraw
from refunds.operations.messages import addressee
from refunds.operations.objections import objections_to_withdrawing


@step
class Withdraw(Step):
    name, label, place, tone = "withdraw", _("Withdraw"), 200, "grave"
    writes = True
    key, leads_on = "w", "take"
    rare = True
    intro = _("The case is closed at the customer's wish, and the customer gets a receipt. Say how they said so.")
    done = _("The case is withdrawn.")
    transitions = ("withdraw",)
    form = ReasonForm

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """Everything that speaks against it, a review that waits among it."""
        return objections_to_withdrawing(person, case)

    def letter(self, case: RefundCase, answers: dict[str, Any], at: dt.datetime) -> str:
        """The receipt."""
        return withdrawal_receipt(addressee(case))

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        withdraw.withdraw(case.pk, act=act)
