"""Ask the technical auditors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase
from refunds.operations import audit


class QuestionForm(StepForm):
    question = forms.CharField(label=_("What the auditors are to find out"), widget=forms.Textarea(attrs={"rows": 5}))


@step
class StartAudit(Step):
    name, label, place = "start_audit", _("Start a technical audit"), 95
    key, leads_on = "s", "take"
    intro = _("The technical auditors get the case; it comes back to you with their finding.")
    done = _("The technical audit has begun.")
    transitions = ("start_audit",)
    form = QuestionForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        audit.start_audit(case.pk, question=answers["question"], act=act)
