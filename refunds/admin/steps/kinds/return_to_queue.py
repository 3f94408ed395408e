"""Put a case back into the queue."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import RefundCase
from refunds.operations import triage


@step
class ReturnToQueue(Step):
    name, label, place = "return_to_queue", _("Return to the queue"), 30
    key = "z"
    rare = True
    intro = _("The case goes back to the unassigned ones. Say to the next person why.")
    done = _("The case is back in the queue.")
    transitions = ("return_to_queue",)
    form = ReasonForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        triage.return_to_queue(case.pk, act=act)
