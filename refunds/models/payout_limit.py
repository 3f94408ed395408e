"""How much may leave in one currency: a ceiling for the day, and a breaker for how fast."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.money_column import MoneyColumns, currency_code, minor_units


class PayoutLimit(Recorded):
    """The limits of one currency. At the ceiling payouts wait for the next day (UTC+8); the breaker, once it has
    tripped, stops them until somebody has looked and lets them go on.
    """

    currency = currency_code()
    daily_minor = minor_units(_("most in one day"), optional=True)
    hourly_count = models.PositiveIntegerField(_("most payouts in one hour"), null=True, blank=True)
    tripped_at = models.DateTimeField(_("tripped at"), null=True, blank=True, editable=False)

    counted_from = models.DateTimeField(_("counted from"), null=True, blank=True, editable=False)

    daily = MoneyColumns("daily_minor")

    class Meta:
        verbose_name = _("payout limit")
        verbose_name_plural = _("payout limits")
        ordering = ["currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency"],
                name="refunds_limit_once",
                violation_error_message=_("This currency has its limits already. Change those."),
            ),
            models.CheckConstraint(
                name="refunds_limit_currency",
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("A currency is three capital letters, such as USD (ISO 4217)."),
            ),
            models.CheckConstraint(
                name="refunds_limit_not_negative",
                condition=Q(daily_minor__isnull=True) | Q(daily_minor__gte=0),
                violation_error_message=_("The most in one day is zero or more."),
            ),
        ]
        permissions = [
            ("set_payoutlimit", _("Can set payout limits")),
            ("lift_payoutlimit", _("Can let payouts go on after a breaker tripped")),
        ]

    def __str__(self) -> str:
        return self.currency
