"""Units of a quota that were taken back because a payout pays for them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from refunds.models.kept import Kept
from refunds.models.payout import Payout
from refunds.models.quantity_column import QuantityField
from refunds.models.quota import UsageQuota


class QuotaRevocation(Kept):
    """What one payout took back of one quota; given back when the payout fails or comes back."""

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="revocations", verbose_name=_("payout"))
    quota = models.ForeignKey(
        UsageQuota, on_delete=models.PROTECT, related_name="revocations", verbose_name=_("usage quota")
    )
    units = QuantityField(_("units"))

    class Meta:
        verbose_name = _("revocation of units")
        verbose_name_plural = _("revocations of units")
        constraints = [
            models.UniqueConstraint(fields=["payout", "quota"], name="refunds_revocation_once_per_payout"),
            models.CheckConstraint(name="refunds_revocation_positive", condition=Q(units__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.payout} · {self.units:f} {self.quota.unit}"
