"""Chargebacks at the customer's bank."""

from __future__ import annotations

from django.db.models import Q

from refunds.models import Charge, Dispute
from refunds.operations.platform_records.report import Report, take_over
from refunds.operations.platform_records.values import text
from refunds.policies import facts as said


def record_dispute(facts: said.Chargeback, charge: Charge, report: Report) -> Dispute:
    """The dispute on the charge as the platform now reports it; one opened at another instant is another dispute."""
    opened_at = facts.get("opened_at")
    same = Q(opened_at=opened_at) | Q(opened_at__isnull=True) if opened_at else Q()
    dispute = charge.disputes.filter(same).order_by("-opened_at", "pk").first()
    reported = {"opened_at": opened_at, "status": text(facts, "status")}
    if dispute is None:
        new: Dispute = report.new(Dispute, charge=charge, **reported)
        return new
    report.store(dispute, changed=take_over(dispute, reported, report))
    return dispute
