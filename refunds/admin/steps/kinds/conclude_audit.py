"""The auditor's workbench: each deduction beside the platform's records, a finding for each, and the signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import DeductionFinding, RefundCase
from refunds.models.vocabulary import AuditStatus, PolicyId
from refunds.operations import audit
from refunds.operations.audit import Found
from refunds.operations.deductions import Deduction, deductions_of

RESULTS = {value: label for value, label in AuditStatus.choices if value != AuditStatus.PENDING}
OF_A_SERVICE = {**RESULTS, AuditStatus.CONFIRMED: _("defect of the service confirmed")}
"""The service policy knows no consumption that is refunded: an audit there says whether the service has a defect."""


class Line(NamedTuple):
    """A deduction with the fields of its finding."""

    deduction: Deduction
    found: Any
    remark: Any


class ConclusionForm(StepForm):
    result = forms.ChoiceField(label=_("Result of the audit"), choices=list(RESULTS.items()), widget=forms.RadioSelect)
    finding = forms.CharField(label=_("What the audit found"), widget=forms.Textarea(attrs={"rows": 5}))

    def prepare(self) -> None:
        """A finding for each deduction in the file, filled in with what its records suggest."""
        if self.case.policy == PolicyId.SERVICE:
            self.fields["result"].choices = list(OF_A_SERVICE.items())  # type: ignore[attr-defined]
        self.deductions = deductions_of(self.case)
        for one in self.deductions:
            self.fields[f"found_{one.usage.pk}"] = forms.ChoiceField(
                label=_("Finding"), choices=DeductionFinding.choices, initial=one.suggestion.finding
            )
            self.fields[f"remark_{one.usage.pk}"] = forms.CharField(
                label=_("Remark"), required=False, max_length=500, widget=forms.TextInput(attrs={"size": 16})
            )

    @property
    def lines(self) -> Iterator[Line]:
        """The deductions as the workbench lists them."""
        for one in self.deductions:
            yield Line(one, self[f"found_{one.usage.pk}"], self[f"remark_{one.usage.pk}"])

    def clean(self) -> dict[str, Any]:
        """What was found about each deduction, together."""
        answers = super().clean() or {}
        if not self.errors:
            answers["deductions"] = [self._found(one, answers) for one in self.deductions]
        return answers

    def _found(self, one: Deduction, answers: dict[str, Any]) -> Found:
        found, remark = answers[f"found_{one.usage.pk}"], answers[f"remark_{one.usage.pk}"]
        return Found(one.usage.reference, one.suggestion.finding, DeductionFinding(found), remark)


@step
class ConcludeAudit(Step):
    name, label, place, tone = "conclude_audit", _("Conclude the audit"), 100, "main"
    key = "c"
    intro = _("Your finding is signed, the case goes back to review, and the policy looks at it again.")
    done = _("The audit is concluded.")
    transitions = ("conclude_audit",)
    form = ConclusionForm
    template = "admin/refunds/refundcase/steps/conclude_audit.html"

    def initial(self, case: RefundCase) -> dict[str, Any]:
        """The result that follows from what the records suggest."""
        suggested = [one.suggestion.finding for one in deductions_of(case) if one.claimed]
        return {"result": result_of(suggested)} if suggested else {}

    def beside(self, case: RefundCase, person: Any) -> dict[str, Any]:
        """What was asked, and whether it is about deductions of PTC."""
        pending = next((one for one in case.audits.all() if one.status == AuditStatus.PENDING), None)
        return {"audit": pending, "of_ptc": case.policy == PolicyId.AI302}

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        found: list[Found] = answers["deductions"]
        audit.conclude_audit(
            case.pk,
            result=answers["result"],
            abnormal_usage_ids=[one.usage_id for one in found if one.found == DeductionFinding.ABNORMAL],
            finding=answers["finding"],
            deductions=found,
            act=act,
        )


def result_of(findings: list[DeductionFinding]) -> AuditStatus:
    """The result of the whole from the findings of its deductions."""
    if DeductionFinding.ABNORMAL in findings:
        return AuditStatus.CONFIRMED
    settled = all(finding == DeductionFinding.IN_ORDER for finding in findings)
    return AuditStatus.NOT_PLATFORM_FAULT if settled else AuditStatus.INCONCLUSIVE
