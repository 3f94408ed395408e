"""Give a case to somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.admin.queue.filters import who_works_on_cases
from refunds.admin.steps.step import OptionalReasonForm, Step, step
from refunds.models import RefundCase
from refunds.operations import triage


class AssignForm(OptionalReasonForm):
    person = forms.ModelChoiceField(label=_("Give the case to"), queryset=StaffMember.objects.none())
    field_order = ["person", "why"]

    def prepare(self) -> None:
        """Offer those who work on cases, less the one who has it."""
        self.fields["person"].queryset = who_works_on_cases().exclude(pk=self.case.assignee_id)  # type: ignore[attr-defined]
        if self.case.assignee_id:
            self.fields["why"].label = _("Why somebody else gets it")
            self.fields["why"].required = True


@step
class Assign(Step):
    name, label, place = "assign", _("Assign"), 20
    key = "g"
    rare = True
    intro = _("Somebody else works on the case from now on. It appears among their own.")
    done = _("The case was given to somebody.")
    transitions = ("assign",)
    form = AssignForm

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        triage.assign(case.pk, person=answers["person"], act=act)
