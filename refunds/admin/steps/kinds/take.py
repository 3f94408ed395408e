"""Take a case from the queue."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, step
from refunds.models import RefundCase
from refunds.operations import triage


@step
class Take(Step):
    name, label, place, tone = "take", _("Take"), 10, "main"
    key = "t"
    intro = _("The case becomes yours, and the review begins.")
    done = _("The case is yours.")
    transitions = ("take",)

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        triage.take(case.pk, act=act)
