"""Lots of PTC."""

from __future__ import annotations

from accounts.models import Customer
from refunds.models import Charge, CreditLot
from refunds.operations.platform_records.report import Report, take_over
from refunds.operations.platform_records.values import minor, text
from refunds.policies import facts as said

FIXED = [
    "source",
    "currency",
    "ptc",
    "bonus_ptc_included",
    "price_paid_minor",
    "list_price_minor",
    "charge_reference",
    "credited_at",
]


def record_lot(facts: said.Lot, customer: Customer, report: Report) -> CreditLot:
    """The lot's row as the platform now reports it: its price and its source never change. Raises Refused."""
    charge_id = text(facts, "charge_id")
    reported = {
        "source": text(facts, "source"),
        "currency": text(facts, "currency"),
        "ptc": facts.get("ptc"),
        "bonus_ptc_included": facts.get("bonus_ptc_included"),
        "price_paid_minor": minor(facts, "price_paid"),
        "list_price_minor": minor(facts, "list_price"),
        "charge_reference": charge_id,
        "charge": Charge.objects.filter(reference=charge_id, customer=customer).first() if charge_id else None,
        "credited_at": facts.get("credited_at"),
    }
    reference = report.reference(facts)
    lot = customer.lots.filter(reference=reference, reference_given=True).first()
    if lot is None:
        given = facts.get("id") is not None
        new: CreditLot = report.new(
            CreditLot, customer=customer, reference=reference, reference_given=given, **reported
        )
        return new
    report.store(lot, changed=take_over(lot, reported, report, fixed=FIXED))
    return lot
