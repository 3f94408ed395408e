"""What an audit found about one deduction, beside what the platform's records had suggested."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.labelled import labelled
from refunds.models.kept import Kept
from refunds.models.technical_audit import TechnicalAudit
from refunds.models.usage_record import UsageRecord


class DeductionFinding(models.TextChoices):
    ABNORMAL = "abnormal", _("abnormal")
    IN_ORDER = "in_order", _("in order")
    UNDECIDED = "undecided", _("can't be told")


class AuditedDeduction(Kept):
    """One deduction of a concluded audit, signed with it (302-IV.2).

    suggested: by the records alone; found: by the auditor, whose word prevails over the log (reading R17).
    """

    audit = models.ForeignKey(
        TechnicalAudit, on_delete=models.PROTECT, related_name="deductions", verbose_name=_("technical audit")
    )
    usage = models.ForeignKey(
        UsageRecord, on_delete=models.PROTECT, related_name="audited", verbose_name=_("usage record")
    )
    suggested = models.CharField(_("suggested by the records"), max_length=20, choices=DeductionFinding.choices)
    found = models.CharField(_("found"), max_length=20, choices=DeductionFinding.choices)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("audited deduction")
        verbose_name_plural = _("audited deductions")
        ordering = ["audit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "usage"], name="refunds_audited_deduction_once"),
        ]

    def __str__(self) -> str:
        return labelled(self.usage, self.get_found_display())
