"""Mediators, and what sending the money costs."""

from __future__ import annotations

from refunds.models import RefundCase
from refunds.operations.dossier.writing import Json, amount, instant, stated


def mediation_facts(case: RefundCase) -> Json | None:
    """Who was asked to mediate; None where nobody was."""
    facts = stated(body=case.mediation_body, requested_at=instant(case.mediation_requested_at))
    return facts if facts or case.mediation_asked else None


def processing_fee(case: RefundCase) -> Json | None:
    """What it costs to send the refund, and whether a supervisor approved deducting it (S-6.3.b)."""
    facts = stated(
        currency=case.processing_fee_currency,
        amount=amount(case.processing_fee),
        deduction_approved_by_supervisor=case.fee_deduction_approved,
    )
    return facts if facts or case.processing_fee_stated else None
