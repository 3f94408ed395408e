"""What happened before: refunds, and applications that were decided."""

from __future__ import annotations

from refunds.models import Decision, EntryKind, LedgerEntry, Outcome, PriorApplication, RefundCase
from refunds.operations.dossier.rows import other_entries
from refunds.operations.dossier.writing import Json, amount, instant, name_of, quantity, stated

KINDS: dict[str, str] = {EntryKind.CHARGEBACK: "refund", EntryKind.ELSEWHERE: "refund"}
"""A dossier knows refunds: what went back without us is one to the policies."""


def prior_refunds(case: RefundCase) -> list[Json]:
    """The refunds that came with the case in their order, then those on record from elsewhere."""
    own = [_refund(link.entry, link.same_loss) for link in case.prior_refunds.all()]
    return own + [_refund(entry, None) for entry in other_entries(case)]


def _refund(entry: LedgerEntry, same_loss: bool | None) -> Json:
    return stated(
        kind=KINDS.get(entry.kind, entry.kind),
        charge_id=entry.charge_reference or (name_of(entry.charge) if entry.charge else None),
        usage_id=entry.usage_reference or (name_of(entry.usage) if entry.usage else None),
        currency=entry.currency,
        amount=amount(entry.amount),
        ptc=quantity(entry.ptc),
        completed_at=instant(entry.completed_at),
        reason=entry.reason,
        same_loss=same_loss,
    )


def prior_applications(case: RefundCase) -> list[Json]:
    """Applications made before: those that came with the case, the case it follows, and itself under review."""
    reported = [_application(row) for row in case.prior_applications.all()]
    decided = [_decided(case.previous, decision) for decision in case.previous.decisions.all()] if case.previous else []
    if case.review_asked_at:
        asked = case.review_asked_at
        decided += [_decided(case, one) for one in case.decisions.all() if (one.ruled_at or one.prepared_at) <= asked]
    known = {application.get("id") for application in reported}
    return reported + [application for application in decided if application["id"] not in known]


def _application(row: PriorApplication) -> Json:
    return stated(
        id=row.reference,
        submitted_at=instant(row.submitted_at),
        decided_at=instant(row.decided_at),
        decided_by=row.decided_by,
        outcome=row.outcome,
        reasons=row.reasons,
        order_number=row.order_number,
    )


def _decided(case: RefundCase, decision: Decision) -> Json:
    by = decision.ruled_by or decision.prepared_by
    return stated(
        id=case.number,
        submitted_at=instant(case.submitted_at or case.received_at),
        decided_at=instant(decision.ruled_at or decision.prepared_at),
        decided_by=by.username,
        outcome="rejected" if decision.outcome == Outcome.REJECT else "approved",
        reasons=decision.clauses,
        order_number=name_of(case.order, "number") if case.order else None,
    )
