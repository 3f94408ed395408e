"""Sign what the audit found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act
from refunds.admin.record import words
from refunds.admin.steps.step import Step, StepForm, step
from refunds.models import RefundCase, UsageRecord
from refunds.models.vocabulary import AuditStatus
from refunds.operations import audit

RESULTS = [(value, label) for value, label in AuditStatus.choices if value != AuditStatus.PENDING]


class ConclusionForm(StepForm):
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS, widget=forms.RadioSelect)
    abnormal = forms.MultipleChoiceField(
        label=_("Records whose consumption was abnormal"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only those ticked are refunded. Tick them where the audit confirms."),
    )
    finding = forms.CharField(label=_("What the audit found"), widget=forms.Textarea(attrs={"rows": 5}))

    def prepare(self) -> None:
        """List the usage records in the file, those claimed first."""
        filed = sorted(self.case.case_usage.all(), key=lambda one: (one.claimed_position is None, one.position))
        self.fields["abnormal"].choices = [(one.usage.reference, described(one.usage)) for one in filed]  # type: ignore[attr-defined]


def described(usage: UsageRecord) -> str:
    """A usage record in one line."""
    taken = f"{words.quantity(usage.ptc_deducted)} PTC" if usage.ptc_deducted is not None else ""
    parts = [usage.reference, usage.service, words.instant(usage.started_at), usage.get_status_display(), taken]
    return " · ".join(str(part) for part in parts if part and part != words.NOTHING)


@step
class ConcludeAudit(Step):
    name, label, place, tone = "conclude_audit", _("Conclude the audit"), 100, "main"
    intro = _("Your finding is signed, the case goes back to review, and the policy looks at it again.")
    done = _("The audit is concluded.")
    transitions = ("conclude_audit",)
    form = ConclusionForm

    def beside(self, case: RefundCase, person: Any) -> dict[str, Any]:
        """What was asked."""
        return {"audit": next((one for one in case.audits.all() if one.status == AuditStatus.PENDING), None)}

    def take(self, case: RefundCase, answers: dict[str, Any], act: Act) -> None:
        audit.conclude_audit(
            case.pk,
            result=answers["result"],
            abnormal_usage_ids=answers["abnormal"],
            finding=answers["finding"],
            act=act,
        )
