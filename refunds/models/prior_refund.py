"""An entry of the ledger as it lies in the file of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.case import RefundCase
from refunds.models.ledger_entry import LedgerEntry


class PriorRefund(Recorded):
    """What one case says of a refund on record: the entry is shared, whether it made good this loss is not (G6)."""

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="prior_refunds", verbose_name=_("case"))
    entry = models.ForeignKey(
        LedgerEntry, on_delete=models.PROTECT, related_name="prior_refunds", verbose_name=_("ledger entry")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    same_loss = models.BooleanField(_("for the same loss"), null=True, blank=True)

    class Meta:
        verbose_name = _("prior refund")
        verbose_name_plural = _("prior refunds")
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "entry"], name="refunds_prior_refund_once"),
            models.UniqueConstraint(fields=["case", "position"], name="refunds_prior_refund_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.entry}"
