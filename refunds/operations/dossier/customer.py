"""Whose account it is."""

from __future__ import annotations

from accounts.models import Violation
from accounts.models.customer import CustomerStatus
from accounts.models.violation import ViolationStatus
from refunds.models import RefundCase
from refunds.operations.dossier.writing import Json, instant, name_of, stated


def customer_facts(case: RefundCase) -> Json:
    """The customer as on record, with what the applicant showed in this case."""
    customer = case.customer
    identity = stated(provided=case.identity_provided, matches_account=case.identity_matches_account)
    return stated(
        id=name_of(customer),
        status=None if customer.status == CustomerStatus.NOT_KNOWN else customer.status,
        status_reason=customer.status_reason,
        region=customer.region,
        verified_real_name=customer.verified_real_name,
        verified_at=instant(customer.verified_at),
        identity=identity or None,
        is_account_holder=case.is_account_holder,
        violations=[_violation(row) for row in sorted(customer.violations.all(), key=lambda row: row.pk)],
    )


def _violation(violation: Violation) -> Json:
    return stated(
        id=name_of(violation),
        type=violation.type,
        status=None if violation.status == ViolationStatus.NOT_KNOWN else violation.status,
        recorded_at=instant(violation.recorded_at),
        note=violation.note,
    )
