"""A chargeback at the customer's bank."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Reported
from refunds.models.charge import Charge
from refunds.models.money_column import MoneyColumns, currency_code, minor_units


class DisputeStatus(models.TextChoices):
    """The states that a provider reports; the platform may use words of its own."""

    OPEN = "open", _("open")
    WON = "won", _("won")
    LOST = "lost", _("lost")
    CLOSED = "closed", _("closed without a loss")


class Dispute(Reported):
    """A dispute on a charge; while it is open a payout may pay twice (SV-134's rule, reading 5.8).

    amount: what the bank takes, which may differ from the charge; not known from the platform's reports.
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="disputes", verbose_name=_("charge"))
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=200, blank=True)
    provider = models.CharField(_("provider"), max_length=40, blank=True)
    provider_reference = models.CharField(_("reference of the provider"), max_length=200, null=True, blank=True)
    amount_minor = minor_units(_("amount"), optional=True)
    currency = currency_code(optional=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["charge", "opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_reference"], name="refunds_dispute_once"),
        ]

    def __str__(self) -> str:
        return f"{self.charge} · {self.status}"
