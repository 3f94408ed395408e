"""Which payouts were approved, or became final, in a period?

Final is not always paid: a payout that failed, was cancelled or came back is final too, and its state says so. The
state is that of the instant of the export; what went out and came back by date is the ledger's to say.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from refunds.models import Payout, PayoutStatus
from refunds.money import Money
from refunds.reports.period import Period
from refunds.reports.report import Line, Report

INSTANTS = {"settled": "settled_at", "approved": "approved_at"}


def select(period: Period, basis: str) -> QuerySet:
    """The payouts of the period by one of their two instants, the earliest first."""
    instant = INSTANTS[basis]
    within = {f"{instant}__gte": period.start, f"{instant}__lt": period.end}
    joined = Payout.objects.select_related("case__order", "charge__customer", "approved_by")
    return joined.filter(**within).order_by(instant, "pk")


def line(payout: Any) -> Line:
    """One payout."""
    amount, charge, case = Money(payout.amount_minor, payout.currency), payout.charge, payout.case
    return Line(
        payout.status,
        amount,
        (
            payout.pk,
            case.number,
            case.order.number if case.order else charge.order_number,
            charge.reference,
            charge.customer.reference,
            charge.method,
            payout.route,
            payout.provider,
            payout.provider_reference,
            payout.key,
            amount,
            payout.currency,
            payout.status,
            payout.approved_by.username,
            payout.approved_at,
            payout.settled_at,
        ),
    )


REPORT = Report(
    key="payouts",
    title=_("Payouts"),
    question=_("Which payouts became final, or were approved, in a period, by which way, and in what state are they?"),
    bases={"settled": _("the day they became final"), "approved": _("the day they were approved")},
    columns=(
        "payout",
        "case",
        "order",
        "charge",
        "customer",
        "method",
        "route",
        "provider",
        "provider_reference",
        "key",
        "amount",
        "currency",
        "state",
        "approved_by",
        "approved_at",
        "settled_at",
    ),
    kinds=dict(PayoutStatus.choices),
    kind_field="status",
    select=select,
    line=line,
)
