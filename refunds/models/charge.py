"""Money taken from a customer, and what of it has gone back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.models import Customer, Named
from accounts.state_field import StateField
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.order import Order
from refunds.models.vocabulary import FeeBearer, PaymentMethod
from refunds.money import Money


class ChargeStatus(models.TextChoices):
    AUTHORISED = "authorised", _("authorised, not captured")
    CAPTURED = "captured", _("captured")
    PARTLY_REFUNDED = "partly_refunded", _("refunded in part")
    REFUNDED = "refunded", _("refunded in full")
    VOIDED = "voided", _("voided")


class Charge(Named):
    """A payment at a provider.

    `reserved_minor` and `refunded_minor` are kept by the database from the payouts and the ledger (migration
    0002): nobody sets them here, and captured ≥ reserved + refunded is a constraint of the table. What went back
    without us (`elsewhere_minor`: lost disputes, refunds made at the provider) is a fact that no constraint undoes; it
    leaves less for a new payout, and the database refuses one beyond that (migration 0017).
    """

    reference = models.CharField(_("charge id"), max_length=200, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="charges", verbose_name=_("customer"))
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="charges", verbose_name=_("order"), null=True, blank=True
    )
    order_number = models.CharField(_("order number"), max_length=200, blank=True, db_index=True)
    status = StateField(
        _("status"), choices=ChargeStatus.choices, default=ChargeStatus.AUTHORISED, protected=True, max_length=40
    )
    platform_state = models.CharField(_("state as the platform reports it"), max_length=200, blank=True)
    amount_minor = minor_units(_("amount"), optional=True)
    captured_minor = models.BigIntegerField(_("captured"), default=0, help_text=_("in minor units"))
    reserved_minor = models.BigIntegerField(_("reserved"), default=0, editable=False)
    refunded_minor = models.BigIntegerField(_("refunded"), default=0, editable=False)
    elsewhere_minor = models.BigIntegerField(_("went back without us"), default=0, editable=False)
    currency = currency_code(optional=True)
    captured_at = models.DateTimeField(_("captured at"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=PaymentMethod.choices, blank=True)
    provider = models.CharField(_("provider"), max_length=40, blank=True)
    provider_payment = models.CharField(_("payment at the provider"), max_length=200, blank=True)
    fee_minor = minor_units(_("payment processing fee"), optional=True)
    fee_bearer = models.CharField(_("fee borne by"), max_length=10, choices=FeeBearer.choices, blank=True)
    authorized = models.BooleanField(_("authorised by the customer"), null=True, blank=True)
    account_open = models.BooleanField(_("payment account open"), null=True, blank=True)
    period_start = models.DateField(_("first day paid for"), null=True, blank=True)
    period_end = models.DateField(_("day after the last day paid for"), null=True, blank=True)

    amount = MoneyColumns("amount_minor")
    captured = MoneyColumns("captured_minor")
    reserved = MoneyColumns("reserved_minor")
    refunded = MoneyColumns("refunded_minor")
    elsewhere = MoneyColumns("elsewhere_minor")
    fee = MoneyColumns("fee_minor")

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        constraints = [
            models.CheckConstraint(name="refunds_charge_amount_not_negative", condition=Q(amount_minor__gte=0)),
            models.CheckConstraint(
                name="refunds_charge_never_more_than_captured",
                condition=Q(captured_minor__gte=F("reserved_minor") + F("refunded_minor")),
                violation_error_message=_("More would go back than was captured."),
            ),
            models.CheckConstraint(
                name="refunds_charge_counters_not_negative",
                condition=Q(captured_minor__gte=0, reserved_minor__gte=0, refunded_minor__gte=0),
            ),
            models.CheckConstraint(
                name="refunds_charge_captured_has_instant",
                condition=Q(captured_minor=0) | Q(captured_at__isnull=False),
            ),
        ]

    @property
    def payment(self) -> str:
        """The provider's own id of the payment; the charge's where the platform told none."""
        return self.provider_payment or self.reference

    def __str__(self) -> str:
        return self.reference

    @property
    def refundable(self) -> Money:
        """What may still go back over all cases: captured less reserved and all that went back; never below nothing."""
        gone = self.reserved_minor + self.refunded_minor + self.elsewhere_minor
        return Money(max(self.captured_minor - gone, 0), self.currency)

    @property
    def returned_minor(self) -> int:
        """Everything that went back, by us or without us."""
        return self.refunded_minor + self.elsewhere_minor

    @property
    def overdrawn(self) -> bool:
        """Whether paying what is reserved would send back more than was captured: part of it went back without us."""
        return self.captured_minor < self.reserved_minor + self.refunded_minor + self.elsewhere_minor

    @transition(status, source=ChargeStatus.AUTHORISED, target=ChargeStatus.CAPTURED)
    def capture(self, act: Act, at=None) -> None:
        """The money was taken."""
        self.captured_at = at or act.at
        self.captured_minor = self.amount_minor or 0

    @transition(status, source=ChargeStatus.AUTHORISED, target=ChargeStatus.VOIDED)
    def void(self, act: Act) -> None:
        """The hold fell without a capture: no money was taken."""

    @transition(
        status, source=[ChargeStatus.CAPTURED, ChargeStatus.PARTLY_REFUNDED], target=ChargeStatus.PARTLY_REFUNDED
    )
    def refund_in_part(self, act: Act) -> None:
        """Some of the money went back."""

    @transition(status, source=[ChargeStatus.CAPTURED, ChargeStatus.PARTLY_REFUNDED], target=ChargeStatus.REFUNDED)
    def refund_in_full(self, act: Act) -> None:
        """All of the money went back."""

    @transition(status, source=[ChargeStatus.PARTLY_REFUNDED, ChargeStatus.REFUNDED], target=ChargeStatus.CAPTURED)
    def take_back(self, act: Act) -> None:
        """Every refund of it came back: all is held again."""

    @transition(status, source=ChargeStatus.REFUNDED, target=ChargeStatus.PARTLY_REFUNDED)
    def take_back_in_part(self, act: Act) -> None:
        """One refund of several came back."""
