"""What a purchase entitles to: granted, consumed, revoked."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, transition

from accounts.acts import Act
from accounts.models import Reported
from accounts.state_field import StateField
from refunds.models.charge import Charge
from refunds.models.order import Order
from refunds.models.quantity_column import QuantityField


class QuotaStatus(models.TextChoices):
    OPEN = "open", _("open")
    REDUCED = "reduced", _("reduced by a refund")
    REVOKED = "revoked", _("revoked")


class UsageQuota(Reported):
    """Units granted by an order, or by one of its charges where a second charge granted a second quota (S27)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("order"))
    charge = models.ForeignKey(
        Charge, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("charge"), null=True, blank=True
    )
    status = StateField(
        _("status"), choices=QuotaStatus.choices, default=QuotaStatus.OPEN, protected=True, max_length=40
    )
    granted = QuantityField(_("granted"), null=True, blank=True)
    consumed = QuantityField(_("consumed"), default=0, null=True, blank=True)
    revoked = QuantityField(_("revoked"), default=0)
    unit = models.CharField(_("unit"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("usage quota")
        verbose_name_plural = _("usage quotas")
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(charge__isnull=True), name="refunds_quota_of_order_once"
            ),
            models.UniqueConstraint(fields=["charge"], name="refunds_quota_of_charge_once"),
            models.CheckConstraint(
                name="refunds_quota_not_negative", condition=Q(granted__gte=0, consumed__gte=0, revoked__gte=0)
            ),
            models.CheckConstraint(
                name="refunds_quota_revokes_only_unused",
                condition=Q(revoked=0) | Q(granted__gte=F("consumed") + F("revoked")),
            ),
        ]

    def __str__(self) -> str:
        granted = "?" if self.granted is None else f"{self.granted:f}"
        return f"{self.order} · {granted} {self.unit}"

    @property
    def unused(self) -> Decimal:
        """Units that can still be consumed; none where the records don't say."""
        if self.granted is None or self.consumed is None:
            return Decimal(0)
        return max(self.granted - self.consumed - self.revoked, Decimal(0))

    @transition(
        status,
        source=[QuotaStatus.OPEN, QuotaStatus.REDUCED],
        target=RETURN_VALUE(QuotaStatus.REDUCED, QuotaStatus.REVOKED),
    )
    def revoke(self, act: Act, units: Decimal) -> str:
        """Take back unused units that a refund pays for."""
        self.revoked += min(units, self.unused)
        return QuotaStatus.REDUCED if self.unused else QuotaStatus.REVOKED

    @transition(
        status,
        source=[QuotaStatus.REDUCED, QuotaStatus.REVOKED],
        target=RETURN_VALUE(QuotaStatus.OPEN, QuotaStatus.REDUCED),
    )
    def restore(self, act: Act, units: Decimal) -> str:
        """Give units back when the refund that paid for them failed."""
        self.revoked -= min(units, self.revoked)
        return QuotaStatus.REDUCED if self.revoked else QuotaStatus.OPEN
