"""Charges: what was taken, and when."""

from __future__ import annotations

from typing import Any

from accounts.models import Customer
from refunds.models import Charge, ChargeStatus, Order
from refunds.operations.platform_records.report import Report, refuse_other_owner, take_over
from refunds.operations.platform_records.values import minor, text
from refunds.policies import facts as said

FIXED = [
    "currency",
    "amount_minor",
    "captured_at",
    "order_number",
    "method",
    "provider",
    "provider_payment",
    "fee_minor",
    "fee_bearer",
]


def record_charge(facts: said.Charge, customer: Customer, report: Report, locked: dict[str, Charge]) -> Charge:
    """The charge's row as the platform now reports it. Raises Refused.

    locked: the charges on record that this report may touch, by their ids, locked already (refunds/locks.py).
    """
    charge = locked.get(report.reference(facts))
    if charge is None:
        return _new(facts, customer, report)
    refuse_other_owner(charge, customer)
    was_held = charge.status == ChargeStatus.AUTHORISED
    changed = take_over(charge, _columns(facts, customer), report, fixed=FIXED)
    if charge.captured_at and not was_held and not charge.captured_minor and charge.amount_minor:
        charge.captured_minor, changed = charge.amount_minor, True
    if charge.captured_at and was_held:
        report.store(charge, changed=True, step="capture", at=charge.captured_at)
    else:
        report.store(charge, changed=changed)
    return charge


def _columns(facts: said.Charge, customer: Customer) -> dict[str, Any]:
    period = facts.period
    return {
        "currency": text(facts, "currency"),
        "amount_minor": minor(facts, "amount"),
        "order_number": text(facts, "order_number"),
        "order": _order_of(facts, customer),
        "captured_at": facts.get("captured_at"),
        "platform_state": text(facts, "state"),
        "method": text(facts, "method"),
        "provider": text(facts, "provider"),
        "provider_payment": text(facts, "provider_payment"),
        "fee_minor": minor(facts, "fee"),
        "fee_bearer": text(facts, "fee_bearer"),
        "authorized": facts.get("authorized"),
        "account_open": facts.get("account_open"),
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
    }


def _order_of(facts: said.Charge, customer: Customer) -> Order | None:
    """The order that the charge names, where it is on record as the same customer's."""
    number = facts.get("order_number")
    return Order.objects.filter(number=number, reference_given=True, customer=customer).first() if number else None


def _new(facts: said.Charge, customer: Customer, report: Report) -> Charge:
    columns = _columns(facts, customer)
    taken = columns["captured_at"] is not None
    charge: Charge = report.new(
        Charge,
        reference=report.reference(facts),
        reference_given=facts.get("id") is not None,
        customer=customer,
        status=ChargeStatus.CAPTURED if taken else ChargeStatus.AUTHORISED,
        captured_minor=(columns["amount_minor"] or 0) if taken else 0,
        **columns,
    )
    return charge
