"""What went back to customers in a period, and what of it came back to us?

The ledger is only ever added to, so a closed period gives the same lines each time it is asked for.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from refunds.models import EntryKind, LedgerEntry
from refunds.money import Money
from refunds.reports.period import Period
from refunds.reports.report import Line, Report


def select(period: Period, basis: str) -> QuerySet:
    """The entries of the period that are money, the earliest first. Credits of PTC are no money."""
    money = LedgerEntry.objects.filter(amount_minor__isnull=False).exclude(kind__in=["", EntryKind.PTC_RECREDIT])
    within = money.exclude(currency="").filter(completed_at__gte=period.start, completed_at__lt=period.end)
    return within.select_related("payout__case", "case").order_by("completed_at", "pk")


def line(entry: Any) -> Line:
    """One entry; a reversal has a negative amount."""
    amount, payout = Money(entry.amount_minor, entry.currency), entry.payout
    case = payout.case if payout else entry.case
    return Line(
        entry.kind,
        amount,
        (
            entry.pk,
            entry.kind,
            case.number if case else "",
            entry.charge_reference,
            payout.pk if payout else None,
            payout.provider if payout else "",
            payout.provider_reference if payout else "",
            amount,
            entry.currency,
            entry.completed_at,
            entry.reason,
        ),
    )


REPORT = Report(
    key="ledger",
    title=_("Ledger"),
    question=_("What money went back to customers in a period, and what of it came back to us?"),
    bases={"completed": _("the day of the booking")},
    columns=(
        "entry",
        "kind",
        "case",
        "charge",
        "payout",
        "provider",
        "provider_reference",
        "amount",
        "currency",
        "completed_at",
        "reason",
    ),
    kinds=dict(EntryKind.choices),
    kind_field="kind",
    select=select,
    line=line,
)
