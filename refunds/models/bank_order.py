"""A refund handed over to be paid by bank transfer: what the next batch file is made of."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from refunds.models.bank_account import BankAccount
from refunds.models.kept import Kept
from refunds.models.lifecycle import CaseStatus
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.payout import Payout


class BankOrderQuerySet(models.QuerySet["BankOrder"]):
    """The orders as finance looks for them."""

    def waiting(self) -> BankOrderQuerySet:
        """Those that are in no batch, or in cancelled ones only, and still have to be paid.

        One whose case is under legal hold or in mediation waits for its end.
        """
        in_no_file = self.exclude(lines__batch__status__in=["made", "released", "partly_confirmed", "confirmed"])
        return in_no_file.filter(payout__status="pending", payout__case__status=CaseStatus.APPROVED)

    def not_at_the_bank(self) -> BankOrderQuerySet:
        """Those in no file that was released: they can still be stopped."""
        return self.exclude(lines__batch__status__in=["released", "partly_confirmed", "confirmed"])


class BankOrder(Kept):
    """One for each payout and its key, for good: the same key twice is the same order. end_to_end_id: on statements."""

    payout = models.OneToOneField(Payout, on_delete=models.PROTECT, related_name="bank_order", verbose_name=_("payout"))
    account = models.ForeignKey(
        BankAccount, on_delete=models.PROTECT, related_name="orders", verbose_name=_("bank account")
    )
    key = models.CharField(_("idempotency key"), max_length=100, unique=True)
    end_to_end_id = models.CharField(_("end-to-end id"), max_length=35, unique=True)
    amount_minor = minor_units(_("amount"))
    currency = currency_code()
    body = models.TextField(_("text of the instruction"))
    entered_at = models.DateTimeField(_("handed over at"), db_default=Now(), editable=False)

    amount = MoneyColumns("amount_minor")

    objects = BankOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer order")
        verbose_name_plural = _("transfer orders")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.end_to_end_id} · {self.amount}"
