"""Record what was established."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase
from refunds.models.vocabulary import FindingResult, FindingSubject
from refunds.operations import findings


class FindingForm(StepForm):
    subject = forms.ChoiceField(label=_("About"), choices=[("", "—"), *FindingSubject.choices])
    result = forms.ChoiceField(label=_("Result"), choices=FindingResult.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What it rests on"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The policy quotes this as the reason."),
    )


@step
class RecordFinding(Step):
    name, label, place = "record_finding", _("Record a finding"), 80
    key = "f"
    intro = _("A finding is a fact that the policy goes by; the latest one on a subject counts.")
    done = _("The finding is on file, and the case was evaluated again.")
    transitions = ("record_finding", "approve_exception")
    form = FindingForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        findings.record_finding(
            case.pk, subject=answers["subject"], result=answers["result"], note=answers["note"], act=act
        )
