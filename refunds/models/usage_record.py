"""What was consumed, as the platform's own records have it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer, Named, Recorded
from refunds.models.credit_lot import CreditLot
from refunds.models.order import Order
from refunds.models.quantity_column import QuantityField
from refunds.models.vocabulary import EffectiveResult, UsageCause, UsageStatus


class UsageRecord(Named):
    """One task: units of a quota, or PTC deducted. `drawn_from_known` false: the lots drawn aren't on record (T11)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="usage", verbose_name=_("customer"))
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="usage", verbose_name=_("order"), null=True, blank=True
    )
    reference = models.CharField(_("usage id"), max_length=200)
    service = models.CharField(_("service"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=UsageStatus.choices, blank=True)
    effective_result = models.CharField(
        _("effective result"), max_length=10, choices=EffectiveResult.choices, blank=True
    )
    downloaded = models.BooleanField(_("downloaded"), null=True, blank=True)
    duplicate_of = models.CharField(_("duplicate of"), max_length=200, blank=True)
    cause = models.CharField(_("cause in the log"), max_length=20, choices=UsageCause.choices, blank=True)
    units = QuantityField(_("units"), null=True, blank=True)
    deducted_at = models.DateTimeField(_("deducted at"), null=True, blank=True)
    ptc_deducted = QuantityField(_("PTC deducted"), null=True, blank=True)
    ptc_correct = QuantityField(_("PTC that should have been deducted"), null=True, blank=True)
    drawn_from_known = models.BooleanField(_("lots drawn are known"), default=False)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    items_total = models.PositiveIntegerField(_("items of the batch"), null=True, blank=True)
    items_delivered = models.PositiveIntegerField(_("items delivered"), null=True, blank=True)

    class Meta:
        verbose_name = _("usage record")
        verbose_name_plural = _("usage records")
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="refunds_usage_once"),
            models.CheckConstraint(
                name="refunds_usage_not_negative",
                condition=Q(units__gte=0) & Q(ptc_deducted__gte=0) & Q(ptc_correct__gte=0),
            ),
        ]
        indexes = [models.Index(fields=["customer", "started_at"], name="refunds_usage_by_time")]

    def __str__(self) -> str:
        return self.reference


class LotDraw(Recorded):
    """How many PTC of which lot a deduction took; never assumed, only recorded (T11)."""

    usage = models.ForeignKey(
        UsageRecord, on_delete=models.PROTECT, related_name="draws", verbose_name=_("usage record")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    lot = models.ForeignKey(
        CreditLot, on_delete=models.PROTECT, related_name="draws", verbose_name=_("lot"), null=True, blank=True
    )
    lot_reference = models.CharField(_("lot id"), max_length=200, blank=True)
    ptc = QuantityField(_("PTC"), null=True, blank=True)

    class Meta:
        verbose_name = _("draw from a lot")
        verbose_name_plural = _("draws from lots")
        ordering = ["usage", "position"]
        constraints = [
            models.UniqueConstraint(fields=["usage", "position"], name="refunds_draw_position_once"),
            models.CheckConstraint(name="refunds_draw_not_negative", condition=Q(ptc__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.usage} ← {self.lot_reference}"
