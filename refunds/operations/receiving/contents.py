"""What a document puts into the file of a case, each list in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refunds.models import (
    CaseCharge,
    CaseIncident,
    CaseLot,
    CaseUsage,
    PriorApplication,
    PriorRefund,
    RefundCase,
    RequestedAmount,
    Voucher,
)
from refunds.operations.platform_records import Report, record_refunds
from refunds.operations.platform_records.values import text
from refunds.operations.receiving.platform import PlatformRows
from refunds.policies import facts as said


def put_in_file(case: RefundCase, facts: said.Facts, rows: PlatformRows, report: Report) -> None:
    """Lay the platform's rows and the customer's papers into the file."""
    _named(CaseCharge, "charge", rows.charges, facts.claim.charge_ids, case, report)
    _named(CaseUsage, "usage", rows.usage, facts.claim.usage_ids, case, report)
    _each(CaseLot, [{"lot": lot} for lot in rows.lots], case, report)
    _each(CaseIncident, [{"incident": incident} for incident in rows.incidents], case, report)
    _each(Voucher, [_voucher(voucher) for voucher in facts.claim.vouchers], case, report)
    asked = facts.claim.requested_by_currency or {}
    _each(RequestedAmount, [{"amount_minor": m.minor, "currency": m.currency} for m in asked.values()], case, report)
    _each(PriorApplication, [_application(one) for one in facts.prior_applications], case, report)
    entries = record_refunds(facts.prior_refunds, case, report)
    same_loss = [refund.get("same_loss") for refund in facts.prior_refunds]
    pairs = zip(entries, same_loss, strict=True)
    _each(PriorRefund, [{"entry": entry, "same_loss": same} for entry, same in pairs], case, report)


def _each(model: Any, papers: Sequence[dict[str, Any]], case: RefundCase, report: Report) -> None:
    for position, paper in enumerate(papers, 1):
        model.objects.record(report.act, case=case, position=position, **paper)


def _named(
    model: Any, kind: str, rows: Sequence[Any], claimed: Sequence[str], case: RefundCase, report: Report
) -> None:
    """Rows that the claim may name by their id: the place where it first does is kept."""
    places = {id: place for place, id in reversed(list(enumerate(claimed, 1)))}
    papers = [{kind: row, "claimed_position": places.get(row.reference)} for row in rows]
    _each(model, papers, case, report)


def _voucher(voucher: said.Voucher) -> dict[str, Any]:
    return {
        "charge_reference": text(voucher, "charge_id"),
        "payer_name_matches_account": voucher.get("payer_name_matches_account"),
    }


def _application(application: said.PriorApplication) -> dict[str, Any]:
    return {
        "reference": text(application, "id"),
        "submitted_at": application.get("submitted_at"),
        "decided_at": application.decided_at,
        "decided_by": text(application, "decided_by"),
        "outcome": text(application, "outcome"),
        "reasons": list(application.reasons),
        "order_number": text(application, "order_number"),
    }
