"""Take a mistaken finding back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from accounts.labelled import labelled
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import Finding, RefundCase
from refunds.operations import findings


class RetractForm(ReasonForm):
    finding = forms.TypedChoiceField(label=gettext_lazy("Finding"), widget=forms.RadioSelect, coerce=int)
    field_order = ["finding", "why"]

    def prepare(self) -> None:
        """Offer the findings that stand."""
        standing = [found for found in self.case.findings.all() if found.retracted_at is None]
        self.fields["finding"].choices = [(found.pk, described(found)) for found in standing]  # type: ignore[attr-defined]


def described(finding: Finding) -> str:
    """A finding with who recorded it and what it rests on."""
    return _("{finding}. {said}").format(finding=finding, said=labelled(finding.recorded_by, finding.note))


@step
class RetractFinding(Step):
    name, label, place = "retract_finding", gettext_lazy("Take a finding back"), 90
    rare = True
    intro = gettext_lazy("The finding stays on record and counts no more.")
    done = gettext_lazy("The finding was taken back, and the case was evaluated again.")
    transitions = ("retract_finding",)
    form = RetractForm

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """There has to be one to take back."""
        against = super().refusals(case, person)
        if not against and all(found.retracted_at for found in case.findings.all()):
            return [_("No finding stands on this case.")]
        return against

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        findings.retract_finding(answers["finding"], act=act)
