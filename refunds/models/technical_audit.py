"""What the technical auditors found about abnormal consumption or a defect."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.case import RefundCase
from refunds.models.vocabulary import AuditStatus


class TechnicalAudit(Recorded):
    """One audit of a case; the latest counts (302-IV.2, reading R17). A re-application is audited afresh."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="audits", verbose_name=_("case"))
    status = models.CharField(
        _("result"), max_length=20, choices=AuditStatus.choices, default=AuditStatus.PENDING, blank=True
    )
    asked_at = models.DateTimeField(_("asked at"))
    question = models.TextField(_("question"), blank=True)
    abnormal_usage_ids = ArrayField(
        models.CharField(max_length=200), verbose_name=_("abnormal usage records"), default=list, blank=True
    )
    finding = models.TextField(_("finding"), blank=True)
    auditor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("auditor"),
        null=True,
        blank=True,
    )
    concluded_at = models.DateTimeField(_("concluded at"), null=True, blank=True)

    class Meta:
        verbose_name = _("technical audit")
        verbose_name_plural = _("technical audits")
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="pending"), name="refunds_audit_one_pending_per_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_status_display()}"
