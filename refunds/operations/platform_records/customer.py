"""Customers and what is held against them."""

from __future__ import annotations

from collections import Counter

from accounts.models import Customer, Violation
from accounts.models.customer import CustomerStatus
from accounts.models.violation import ViolationStatus
from refunds.locks import lock_customer, lock_name
from refunds.operations.perform import perform
from refunds.operations.platform_records.report import Report, refuse_unlisted_step, take_over
from refunds.operations.platform_records.values import text
from refunds.policies import facts as said


def record_customer(facts: said.Customer, report: Report) -> Customer:
    """The customer's row, locked, as the platform now reports it, violations included. Raises Refused."""
    lock_name("customer", report.reference(facts))
    known = Customer.objects.filter(reference=report.reference(facts), reference_given=True).first()
    profile = {
        "region": text(facts, "region"),
        "verified_real_name": facts.get("verified_real_name"),
        "verified_at": facts.get("verified_at"),
    }
    if known is None:
        customer = _new(facts, profile, report)
    else:
        customer = lock_customer(known.pk)
        report.store(customer, changed=take_over(customer, profile, report))
        _take_over_status(customer, facts, report)
    met: Counter[str | None] = Counter()
    for violation in facts.violations:
        met[violation.get("id")] += 1
        record_violation(violation, customer, report, occurrence=met[violation.get("id")])
    return customer


def _new(facts: said.Customer, profile: dict[str, object], report: Report) -> Customer:
    customer: Customer = report.new(
        Customer,
        reference=report.reference(facts),
        reference_given=facts.get("id") is not None,
        status=facts.get("status") or CustomerStatus.NOT_KNOWN,
        status_reason=text(facts, "status_reason"),
        **profile,
    )
    return customer


def _take_over_status(customer: Customer, facts: said.Customer, report: Report) -> None:
    """Another status comes with its reason; the same status may get one."""
    status, reason = facts.get("status"), text(facts, "status_reason")
    if status in (None, customer.status):
        report.store(customer, changed=take_over(customer, {"status_reason": reason}, report))
    elif report.is_news_to(customer) or customer.status == CustomerStatus.NOT_KNOWN:
        refuse_unlisted_step(customer, status)
        customer.reported_at = report.at
        perform(customer, "report_status", report.act, status=status, reason=reason)


def record_violation(facts: said.Violation, customer: Customer, report: Report, *, occurrence: int = 1) -> Violation:
    """One entry of the customer's record as the platform now reports it. Raises Refused.

    occurrence: which of the entries of its id it is, where the platform gave one id to several.
    """
    reported = {
        "type": text(facts, "type"),
        "recorded_at": facts.get("recorded_at"),
        "note": text(facts, "note"),
    }
    status = facts.get("status")
    reference = report.reference(facts)
    known = customer.violations.filter(reference=reference, occurrence=occurrence, reference_given=True).first()
    if known is None:
        violation: Violation = report.new(
            Violation,
            customer=customer,
            reference=reference,
            occurrence=occurrence if facts.get("id") else 1,
            reference_given=facts.get("id") is not None,
            status=status or ViolationStatus.NOT_KNOWN,
            **reported,
        )
        return violation
    report.store(known, changed=take_over(known, reported, report, fixed=["type", "recorded_at"]))
    if status not in (None, known.status) and report.is_news_to(known):
        refuse_unlisted_step(known, status)
        known.reported_at = report.at
        perform(known, "report_status", report.act, status=status)
    return known
