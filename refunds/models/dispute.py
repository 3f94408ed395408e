"""A chargeback at the customer's bank."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Reported
from refunds.models.charge import Charge


class Dispute(Reported):
    """A dispute on a charge; while it is open a payout may pay twice (SV-134's rule, reading 5.8)."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="disputes", verbose_name=_("charge"))
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["charge", "opened_at"]

    def __str__(self) -> str:
        return f"{self.charge} · {self.status}"
