"""What staff have established."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.labelled import labelled
from accounts.models import Recorded
from refunds.models.case import RefundCase
from refunds.models.vocabulary import FindingResult, FindingSubject


class Finding(Recorded):
    """One finding of a person; a mistaken one is retracted with a reason, never edited away."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="findings", verbose_name=_("case"))
    position = models.PositiveSmallIntegerField(_("position"))
    subject = models.CharField(_("subject"), max_length=40, choices=FindingSubject.choices, blank=True)
    result = models.CharField(_("result"), max_length=20, choices=FindingResult.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    retracted_at = models.DateTimeField(_("retracted at"), null=True, blank=True)
    retracted_because = models.TextField(_("retracted because"), blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="refunds_finding_position_once"),
            models.CheckConstraint(
                name="refunds_finding_retracted_with_reason",
                condition=Q(retracted_at__isnull=True) | ~Q(retracted_because=""),
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.get_subject_display(), self.get_result_display())
