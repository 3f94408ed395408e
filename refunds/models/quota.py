"""What a purchase entitles to: granted, consumed, revoked."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, FSMField, transition

from accounts.acts import Act
from accounts.models import Recorded
from refunds.models.charge import Charge
from refunds.models.order import Order


class QuotaStatus(models.TextChoices):
    OPEN = "open", _("open")
    REDUCED = "reduced", _("reduced by a refund")
    REVOKED = "revoked", _("revoked")


class UsageQuota(Recorded):
    """Units granted by an order, or by one of its charges where a second charge granted a second quota (S27)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("order"))
    charge = models.ForeignKey(
        Charge, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("charge"), null=True, blank=True
    )
    status = FSMField(
        _("status"), choices=QuotaStatus.choices, default=QuotaStatus.OPEN, protected=True, max_length=40
    )
    granted = models.DecimalField(_("granted"), max_digits=24, decimal_places=6)
    consumed = models.DecimalField(_("consumed"), max_digits=24, decimal_places=6, default=0)
    revoked = models.DecimalField(_("revoked"), max_digits=24, decimal_places=6, default=0)
    unit = models.CharField(_("unit"), max_length=40, blank=True)

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
        return f"{self.order} · {self.granted.normalize():f} {self.unit}"

    @property
    def unused(self) -> Decimal:
        """Units that can still be consumed."""
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
