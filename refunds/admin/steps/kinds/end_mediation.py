"""End a mediation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import CLOSED, RefundCase
from refunds.operations import mediation


class EndForm(ReasonForm):
    decide_anew = forms.BooleanField(
        label=_("Look at the refused request again, in a secondary review"), required=False
    )
    field_order = ["decide_anew", "why"]

    def prepare(self) -> None:
        """A case that was open goes on anyway."""
        if self.case.held_from not in CLOSED:
            del self.fields["decide_anew"]


@step
class EndMediation(Step):
    name, label, place = "end_mediation", _("End the mediation"), 240
    intro = _("The case goes on where it stood. Say how the mediation ended; the customer gets a letter.")
    done = _("The mediation has ended.")
    transitions = ("end_mediation",)
    form = EndForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        mediation.end_mediation(case.pk, decide_anew=bool(answers.get("decide_anew")), act=act)
