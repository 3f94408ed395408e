"""What was bought."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.models import Customer, Named, Recorded
from accounts.state_field import StateField
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.vocabulary import OrderKind


class OrderStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    CANCELLED = "cancelled", _("cancelled")
    REFUNDED = "refunded", _("refunded in full")


class Order(Named):
    """A purchase: a subscription period, a one-off or a top-up. `discount` is taken off the sum of the lines (S14)."""

    number = models.CharField(_("order number"), max_length=200, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders", verbose_name=_("customer"))
    status = StateField(
        _("status"), choices=OrderStatus.choices, default=OrderStatus.ACTIVE, protected=True, max_length=40
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OrderKind.choices, blank=True)
    service = models.CharField(_("service"), max_length=200, blank=True)
    purchased_at = models.DateTimeField(_("purchased at"), null=True, blank=True)
    amount_minor = minor_units(_("amount"), optional=True)
    discount_minor = minor_units(_("discount"), optional=True)
    currency = currency_code(optional=True)
    period_stated = models.BooleanField(_("a paid period is on record"), default=False)
    period_start = models.DateTimeField(_("start of the paid period"), null=True, blank=True)
    period_end = models.DateTimeField(_("end of the paid period, not included"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    disclosed_application_deadline = models.DateTimeField(
        _("application deadline disclosed at the purchase"), null=True, blank=True
    )

    amount = MoneyColumns("amount_minor")
    discount = MoneyColumns("discount_minor")

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.CheckConstraint(name="refunds_order_amount_not_negative", condition=Q(amount_minor__gte=0)),
            models.CheckConstraint(name="refunds_order_discount_not_negative", condition=Q(discount_minor__gte=0)),
            models.CheckConstraint(
                name="refunds_order_period_runs_forward",
                condition=Q(period_start__isnull=True, period_end__isnull=True) | Q(period_end__gt=F("period_start")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(status, source=OrderStatus.ACTIVE, target=OrderStatus.CANCELLED)
    def cancel(self, act: Act) -> None:
        """End the service; what remains of a prepaid period may be a ground (S-2.2.c)."""
        if self.cancelled_at is None:
            self.cancelled_at = act.at

    @transition(status, source=[OrderStatus.ACTIVE, OrderStatus.CANCELLED], target=OrderStatus.REFUNDED)
    def close_as_refunded(self, act: Act) -> None:
        """Everything captured for the order has gone back."""

    @transition(status, source=OrderStatus.REFUNDED, target=OrderStatus.ACTIVE)
    def reopen(self, act: Act) -> None:
        """A refund came back: the order stands again."""


class OrderLine(Recorded):
    """One position of an order; a partner's position is not refundable by us (S-3.4.a)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines", verbose_name=_("order"))
    position = models.PositiveSmallIntegerField(_("position"))
    reference = models.CharField(_("line id"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    third_party = models.BooleanField(_("supplied by a partner"), null=True, blank=True)
    amount_minor = minor_units(_("amount"), optional=True)
    currency = currency_code(optional=True)

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ["order", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="refunds_line_position_once"),
            models.CheckConstraint(name="refunds_line_amount_not_negative", condition=Q(amount_minor__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name or self.reference
