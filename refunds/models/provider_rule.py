"""Which provider pays back what: data, so that a provider is added or changed without a release."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.decision import Route
from refunds.models.vocabulary import PaymentMethod


class ProviderName(models.TextChoices):
    """Everybody who can pay for us; whether one is configured here is another question (operations.cashier)."""

    STRIPE = "stripe", "Stripe"
    PAYPAL = "paypal", "PayPal"
    BANK_TRANSFER = "bank_transfer", _("bank transfer")
    ACCOUNT_BALANCE = "account_balance", _("account balance")
    SANDBOX = "sandbox", _("sandbox: remembers instead of paying")


class ProviderRule(Recorded):
    """By which provider a charge is paid back; what a rule leaves empty fits every charge.

    Of the rules that fit, the one that says most wins: the method before the currency, the currency before the region.
    A rule that is not wanted any more is switched off, never deleted.
    """

    route = models.CharField(_("route"), max_length=20, choices=Route.choices)
    method = models.CharField(_("method"), max_length=20, choices=PaymentMethod.choices, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    region = models.CharField(_("region"), max_length=2, blank=True, help_text=_("the customer's, as in ISO 3166"))
    provider = models.CharField(_("provider"), max_length=40, choices=ProviderName.choices)
    in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("provider rule")
        verbose_name_plural = _("provider rules")
        ordering = ["route", "method", "currency", "region", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "method", "currency", "region"],
                condition=Q(in_use=True),
                name="refunds_rule_once",
                violation_error_message=_("There is a rule for this already. Change that one."),
            ),
            models.CheckConstraint(name="refunds_rule_provider", condition=Q(provider__in=ProviderName.values)),
            models.CheckConstraint(
                name="refunds_rule_codes",
                condition=Q(currency__regex=r"^([A-Z]{3})?$") & Q(region__regex=r"^([A-Z]{2})?$"),
                violation_error_message=_("A currency is three capital letters (ISO 4217), a region two (ISO 3166)."),
            ),
        ]
        permissions = [("set_providerrule", _("Can say which provider pays back what"))]

    def __str__(self) -> str:
        said = [self.get_route_display(), self.get_method_display(), self.currency, self.region]
        return f"{' · '.join(str(word) for word in said if word)} → {self.get_provider_display()}"
