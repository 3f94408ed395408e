"""What supports a claim."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.case import RefundCase


class Evidence(Recorded):
    """One piece of evidence; the policy's list of kinds is open: examples, not a checklist (T10)."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("case"))
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=200, blank=True)
    readable = models.BooleanField(_("readable"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    received_at = models.DateTimeField(_("received at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="refunds_evidence_position_once"),
        ]

    def __str__(self) -> str:
        return self.kind
