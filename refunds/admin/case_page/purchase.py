"""What was bought, paid and used."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from refunds.admin.case_page.usage_picture import Picture, usage_picture
from refunds.admin.record.fields import Shown, shown
from refunds.models import CaseCharge, CaseUsage, Order, RefundCase, UsageQuota

FIRST_USAGE = 15


class QuotaBar(NamedTuple):
    """A quota with the shares of its bar, in hundredths of its width; none where the records don't say."""

    quota: UsageQuota
    consumed: int
    revoked: int
    known: bool

    @property
    def revoked_from(self) -> int:
        """Where the revoked part begins."""
        return self.consumed


class Purchase(NamedTuple):
    """The order and what hangs on it."""

    order: Order | None
    lines: list[Shown]
    charges: list[CaseCharge]
    quotas: list[QuotaBar]
    usage: list[CaseUsage]
    more_usage: list[CaseUsage]
    picture: Picture | None


def purchase_of(case: RefundCase) -> Purchase:
    """The purchase as the fetched file has it; the usage that is claimed comes first."""
    usage = sorted(case.case_usage.all(), key=lambda filed: (filed.claimed_position is None, filed.position))
    quotas = [bar(quota) for quota in case.order.quotas.all()] if case.order else []
    return Purchase(
        case.order,
        order_lines(case.order),
        list(case.case_charges.all()),
        quotas,
        usage[:FIRST_USAGE],
        usage[FIRST_USAGE:],
        usage_picture(case),
    )


def order_lines(order: Order | None) -> list[Shown]:
    """The order's facts, those left out that most orders don't have."""
    if order is None:
        return []
    always = ["kind", "service", "purchased_at", "amount"]
    sometimes = ["discount_minor", "period_start", "period_end", "cancelled_at", "disclosed_application_deadline"]
    return [
        *(shown(order, name) for name in always),
        *(shown(order, name.removesuffix("_minor")) for name in sometimes if getattr(order, name) is not None),
    ]


def bar(quota: UsageQuota) -> QuotaBar:
    """The quota as shares of what was granted."""
    known = bool(quota.granted) and quota.consumed is not None
    return QuotaBar(quota, share(quota.consumed, quota.granted), share(quota.revoked, quota.granted), known)


def share(part: Decimal | None, whole: Decimal | None) -> int:
    """A part in hundredths of the whole; 0 where one of them isn't known."""
    return min(round(100 * part / whole), 100) if part and whole else 0
