"""What the books say of every payout, to be compared with what other books say."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db.models import Count, Q, Sum

from refunds.models import Charge, Dispute, Payout


def books() -> dict[str, Any]:
    """For each payout by its key: its state, its charge's, its case's, and what its ledger adds up to."""
    entries = {
        "refunded": Sum("ledger__amount_minor", filter=Q(ledger__kind="refund"), default=0),
        "reversed": Sum("ledger__amount_minor", filter=Q(ledger__kind="reversal"), default=0),
        "entries": Count("ledger"),
    }
    columns = ("status", "provider_reference", "charge__status", "charge__reserved_minor", "charge__refunded_minor")
    rows = Payout.objects.annotate(**entries).values("key", *columns, "case__status", *entries)
    found = {row.pop("key"): row for row in rows}
    for dispute in Dispute.objects.select_related("charge"):
        found[f"dispute on {dispute.charge.reference}"] = {"status": dispute.status}
    return found


def sums() -> dict[str, int]:
    """Control totals in minor units."""
    total = Charge.objects.aggregate(reserved=Sum("reserved_minor"), refunded=Sum("refunded_minor"))
    return {name: int(value or 0) for name, value in total.items()}


def digest(books: dict[str, Any]) -> str:
    """SHA-256 of what the books say, cut short."""
    return hashlib.sha256(json.dumps(books, sort_keys=True).encode()).hexdigest()[:16]


def differences(some: dict[str, Any], others: dict[str, Any]) -> list[str]:
    """The names under which two books say different things."""
    return sorted(name for name in some.keys() | others.keys() if some.get(name) != others.get(name))
