"""Money returned to the platform's account balance (S-6.2.c)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer
from refunds.models.kept import Kept
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.payout import Payout


class BalanceCredit(Kept):
    """A credit of its own class: money owed, not PTC bought, never a gift; one per payout."""

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="balance_credits", verbose_name=_("customer")
    )
    payout = models.OneToOneField(
        Payout, on_delete=models.PROTECT, related_name="balance_credit", verbose_name=_("payout")
    )
    amount_minor = minor_units(_("amount"))
    currency = currency_code()
    credited_at = models.DateTimeField(_("credited at"))

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("balance credit")
        verbose_name_plural = _("balance credits")
        constraints = [models.CheckConstraint(name="refunds_balance_credit_positive", condition=Q(amount_minor__gt=0))]

    def __str__(self) -> str:
        return f"{self.customer} · {self.amount}"
