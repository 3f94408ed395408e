"""The one ledger of everything that went back for a charge or a deduction."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from refunds.models.case import RefundCase
from refunds.models.charge import Charge
from refunds.models.dispute import Dispute
from refunds.models.kept import Kept
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.payout import Payout
from refunds.models.quantity_column import QuantityField
from refunds.models.usage_record import UsageRecord


class EntryKind(models.TextChoices):
    REFUND = "refund", _("refund")
    PTC_RECREDIT = "ptc_recredit", _("PTC credited back")
    REVERSAL = "reversal", _("refund that came back")
    CHARGEBACK = "chargeback", _("chargeback")
    CHARGEBACK_REVERSAL = "chargeback_reversal", _("chargeback that was won after all")
    ELSEWHERE = "elsewhere", _("refund made at the provider")
    ELSEWHERE_REVERSAL = "elsewhere_reversal", _("refund made at the provider that came back")


GOING_BACK = (EntryKind.REVERSAL, EntryKind.CHARGEBACK_REVERSAL, EntryKind.ELSEWHERE_REVERSAL)
"""Kinds whose entries take an earlier one back."""


class LedgerEntry(Kept):
    """One refund or PTC re-credit, ours or from before this system; a reversal is a new, negative entry.

    case: set on an entry that came in with a document. charge_reference, usage_reference: the ids as they were
    reported; the charge itself may not be on record yet, or never be.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind.choices, blank=True)
    charge = models.ForeignKey(
        Charge, on_delete=models.PROTECT, related_name="ledger", verbose_name=_("charge"), null=True, blank=True
    )
    usage = models.ForeignKey(
        UsageRecord,
        on_delete=models.PROTECT,
        related_name="ledger",
        verbose_name=_("usage record"),
        null=True,
        blank=True,
    )
    charge_reference = models.CharField(_("charge id"), max_length=200, blank=True)
    usage_reference = models.CharField(_("usage id"), max_length=200, blank=True)
    payout = models.ForeignKey(
        Payout, on_delete=models.PROTECT, related_name="ledger", verbose_name=_("payout"), null=True, blank=True
    )
    case = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="ledger", verbose_name=_("case"), null=True, blank=True
    )
    dispute = models.ForeignKey(
        Dispute, on_delete=models.PROTECT, related_name="ledger", verbose_name=_("dispute"), null=True, blank=True
    )
    amount_minor = minor_units(_("amount"), optional=True)
    currency = currency_code(optional=True)
    ptc = QuantityField(_("PTC"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["charge_reference"], name="refunds_entry_charge_reference"),
            models.Index(fields=["completed_at"], name="refunds_entry_completed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="refunds_entry_sign",
                condition=Q(kind__in=GOING_BACK, amount_minor__lt=0)
                | (~Q(kind__in=GOING_BACK) & (Q(amount_minor__isnull=True) | Q(amount_minor__gte=0))),
            ),
            models.CheckConstraint(
                name="refunds_entry_of_payout_is_money",
                condition=Q(payout__isnull=True) | Q(charge__isnull=False, amount_minor__isnull=False),
            ),
            models.UniqueConstraint(fields=["payout", "kind"], name="refunds_entry_once_per_payout"),
            models.UniqueConstraint(fields=["dispute", "kind"], name="refunds_entry_once_per_dispute"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.amount or self.ptc}"
