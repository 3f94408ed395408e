"""Refunds that a provider lists and that no payout of ours asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.charge import Charge
from refunds.models.ledger_entry import LedgerEntry
from refunds.models.money_column import MoneyColumns, currency_code, minor_units


class ForeignRefund(Recorded):
    """A refund somebody made at the provider without us. On a charge of ours it counts as returned (entry).

    key: as the provider shows it; one of ours means that a payout is missing here, as after a restore.
    """

    provider = models.CharField(_("provider"), max_length=40)
    provider_reference = models.CharField(_("reference of the provider"), max_length=200)
    key = models.CharField(_("idempotency key"), max_length=200, blank=True)
    payment = models.CharField(_("payment at the provider"), max_length=200, db_index=True)
    amount_minor = minor_units(_("amount"))
    currency = currency_code()
    state = models.CharField(_("state at the provider"), max_length=20)
    made_at = models.DateTimeField(_("made at"))
    found_at = models.DateTimeField(_("found at"))
    charge = models.ForeignKey(
        Charge,
        on_delete=models.PROTECT,
        related_name="foreign_refunds",
        verbose_name=_("charge"),
        null=True,
        blank=True,
    )
    entry = models.OneToOneField(
        LedgerEntry,
        on_delete=models.PROTECT,
        related_name="foreign_refund",
        verbose_name=_("ledger entry"),
        null=True,
        blank=True,
    )

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("refund not ours")
        verbose_name_plural = _("refunds not ours")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_reference"], name="refunds_foreign_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} · {self.provider_reference}"
