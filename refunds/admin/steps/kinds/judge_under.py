"""Judge the case under another version of its policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from refunds.admin.steps.step import ReasonForm, Step, step
from refunds.models import PolicyVersion, RefundCase
from refunds.operations.policy_versions import reevaluate_under


def versions_for(case: RefundCase) -> QuerySet[PolicyVersion]:
    """The published versions of the case's policy, less the one that was chosen already."""
    rows: QuerySet[PolicyVersion] = PolicyVersion.objects.issued().filter(policy=case.policy)
    return rows.exclude(pk=case.judged_under_id) if case.judged_under_id else rows


class JudgeUnderForm(ReasonForm):
    """Which version, and why."""

    version = forms.ModelChoiceField(label=gettext_lazy("Version"), queryset=PolicyVersion.objects.none())
    field_order = ["version", "why"]

    def prepare(self) -> None:
        """Offer the published versions, and the way back to the one that the policy itself names."""
        field: Any = self.fields["version"]
        field.queryset = versions_for(self.case)
        if self.case.judged_under_id:
            field.required, field.empty_label = False, _("the one that the policy itself names")


@step
class JudgeUnder(Step):
    name, label, place = "judge_under", gettext_lazy("Judge under another version"), 115
    rare = True
    intro = gettext_lazy(
        "The case is evaluated anew by that version, now and until somebody chooses again. The reason stays with it."
    )
    done = gettext_lazy("The case was evaluated by the version chosen.")
    transitions = ("judge_under",)
    form = JudgeUnderForm

    def refusals(self, case: RefundCase, person: Any) -> list[str]:
        """There has to be a version to choose."""
        found = super().refusals(case, person)
        if not found and not case.judged_under_id and not versions_for(case).exists():
            return [_("No version of this policy was published yet.")]
        return found

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        version: PolicyVersion | None = answers["version"]
        reevaluate_under(case.pk, version_id=version.pk if version else None, act=act)
