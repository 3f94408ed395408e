"""What finance sees first: the payouts that are not final and what they wait for, and those that became final last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from refunds.admin.clock import Clock, clock
from refunds.models import BankBatch, BatchStatus, Payout, PayoutStatus
from refunds.models.clocks import DueKind
from refunds.operations.bank.look_at import lines_to_look_at

SHOWN = 8


class Tile(NamedTuple):
    """One figure with its list. late: whether it should be nothing."""

    name: str
    number: int
    url: str
    late: bool = False


def money_day() -> dict[str, Any]:
    """The tiles, the payouts that are due first, and those that became final last.

    One that waits for two people comes before all others.
    """
    payouts = Payout.objects.select_related("case", "charge", "approved_by")
    urgent = (F("task_since").asc(nulls_last=True), F("case__payout_by").asc(nulls_last=True), "pk")
    final = payouts.filter(settled_at__isnull=False).order_by("-settled_at", "-pk")
    return {
        "tiles": tiles(),
        "payouts_due": with_clocks(payouts.live().order_by(*urgent)[:SHOWN]),
        "payouts_final": with_clocks(final[:SHOWN]),
        "all_payouts": reverse("admin:refunds_payout_changelist"),
    }


def tiles() -> list[Tile]:
    """What waits: for two people, for the provider, and where there is any for the bank."""
    payouts, counted = reverse("admin:refunds_payout_changelist"), waiting_payouts()
    return [
        Tile(_("For two people"), counted["tasks"], reverse("admin:refunds_providerswitch_changelist"), late=True),
        Tile(_("Outcome unknown"), counted["unknown"], f"{payouts}?state={PayoutStatus.UNKNOWN}"),
        Tile(_("Not sent yet"), counted["reserved"], f"{payouts}?state={PayoutStatus.RESERVED}"),
        Tile(_("Accepted, not yet paid"), counted["pending"], f"{payouts}?state={PayoutStatus.PENDING}"),
        *(tile for tile in bank_tiles() if tile.number),
    ]


def bank_tiles() -> list[Tile]:
    """What a bank transfer waits for: the second pair of eyes, or a look at a line that fits nothing."""
    files, lines = (reverse(f"admin:refunds_{rows}_changelist") for rows in ("bankbatch", "bankstatementline"))
    made = BankBatch.objects.filter(status=BatchStatus.MADE).count()
    return [
        Tile(_("Files to release"), made, f"{files}?state={BatchStatus.MADE}"),
        Tile(_("Lines of bank statements to look at"), lines_to_look_at().count(), f"{lines}?looked_at=no"),
    ]


def waiting_payouts() -> dict[str, int]:
    """How many payouts are in each state that is not final, counted in one look."""
    states = {name: Count("pk", filter=Q(status=name)) for name in ("unknown", "reserved", "pending")}
    return Payout.objects.live().order_by().aggregate(tasks=Count("task_since"), **states)


def with_clocks(payouts: Iterable[Payout]) -> list[tuple[Payout, Clock]]:
    """Each with the clock until when its money has to leave."""
    at = now()
    return [(payout, clock(DueKind.PAYOUT.label, payout.case.payout_by, at, payout.settled_at)) for payout in payouts]
