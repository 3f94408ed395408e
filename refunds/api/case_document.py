"""A case as a document for programs: where it stands, what it is about, what the policy said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from refunds.models import RefundCase
from refunds.money import Money
from refunds.operations.objections import sums_of

DEADLINES = ("first_response_by", "review_by", "audit_by", "application_by", "payout_by")


def case_document(case: RefundCase) -> dict[str, Any]:
    """The case as JSON types, in the shape refunds.api.shapes.CASE."""
    evaluation = case.current_evaluation
    return {
        "number": case.number,
        "state": case.status,
        "policy": case.policy,
        "door": case.door,
        "door_reference": case.door_reference,
        "received_at": instant(case.received_at),
        "customer": case.customer.reference,
        "order": case.order.number if case.order else None,
        "ground": case.ground,
        "requested": [money(amount) for amount in requested(case)],
        "recommendation": case.recommendation,
        "recommended": money(case.recommended),
        "pending": pending(case),
        "due": {"kind": case.due_kind, "at": instant(case.due_at)},
        "deadlines": {name: instant(getattr(case, name)) for name in DEADLINES},
        "evaluation": evaluation.document if evaluation else None,
    }


def requested(case: RefundCase) -> list[Money]:
    """What was asked for: one amount, or one in each currency."""
    several = [asked.amount for asked in case.requested_amounts.all()] or [case.requested]
    return [amount for amount in several if amount is not None]


def pending(case: RefundCase) -> dict[str, Any] | None:
    """The decision that waits for its second person."""
    decision = case.pending_decision
    if decision is None:
        return None
    return {
        "decision": decision.pk,
        "outcome": decision.outcome,
        "amounts": [money(amount) for amount in sums_of(decision)],
        "prepared_by": decision.prepared_by.username,
    }


def money(amount: Money | None) -> dict[str, str] | None:
    """An amount in major units."""
    return None if amount is None else {"amount": amount.major, "currency": amount.currency}


def instant(value: dt.datetime | None) -> str | None:
    """An instant with its offset."""
    return value.isoformat() if value else None
