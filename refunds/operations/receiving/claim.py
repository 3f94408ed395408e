"""The customer's own words as the columns of a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from refunds.operations.platform_records.values import minor, text
from refunds.policies import facts as said
from refunds.policies.service.contact import AUTOMATIC

SAME = (
    "event_at",
    "submitted_at",
    "discovered_at",
    "order_number_given",
    "purchase_time_given",
    "reason_given",
    "time_given",
    "description_given",
    "order_number_matches_account",
    "stated_purchase_time",
    "new_materials",
)
TEXTS = ("ground", "channel", "description", "payout_preference", "earlier_contact", "currency")


def claim_columns(facts: said.Facts) -> dict[str, Any]:
    """The claim, the applicant and what hangs on the case itself, by the names of its columns."""
    claim = facts.claim
    return {
        "claim_type": text(claim, "type"),
        **{name: claim.get(name) for name in SAME},
        **{name: text(claim, name) for name in TEXTS},
        "requested_minor": minor(claim, "requested_amount"),
        **_applicant(facts.customer),
        **_payout_account(claim.payout_account),
        **_proceedings(claim.legal_proceedings),
        **_mediation(facts.mediation),
        **_processing_fee(facts.refund_processing_fee),
        "first_response_at": first_answer(facts),
    }


def not_in_file(claimed: Sequence[str], in_file: Sequence[str]) -> dict[str, str]:
    """The ids claimed that no record of the document has, or that are named once more, by their place in the claim."""
    named: set[str] = set()
    found = {}
    for place, id in enumerate(claimed, 1):
        if id not in in_file or id in named:
            found[str(place)] = id
        named.add(id)
    return found


def first_answer(facts: said.Facts) -> dt.datetime | None:
    """When somebody of the company first answered the request, an automatic receipt not counted (S-8.5, pick S21)."""
    submitted = facts.claim.get("submitted_at")
    answers = [contact.get("at") for contact in facts.company_contacts if contact.kind not in AUTOMATIC]
    return min((at for at in answers if at and (submitted is None or at >= submitted)), default=None)


def _applicant(customer: said.Customer) -> dict[str, Any]:
    return {
        "is_account_holder": customer.get("is_account_holder"),
        "identity_provided": customer.identity.get("provided"),
        "identity_matches_account": customer.identity.get("matches_account"),
    }


def _payout_account(account: said.PayoutAccount | None) -> dict[str, Any]:
    if account is None:
        return {"payout_account_given": False}
    return {
        "payout_account_given": True,
        "payout_account_owner_matches": account.get("owner_matches_customer"),
        "payout_account_region_supported": account.get("region_supported"),
    }


def _proceedings(proceedings: said.LegalProceedings | None) -> dict[str, Any]:
    if proceedings is None:
        return {"legal_on_file": False}
    return {
        "legal_on_file": True,
        "legal_kind": text(proceedings, "kind"),
        "legal_filed_at": proceedings.filed_at,
        "legal_reference": text(proceedings, "reference"),
    }


def _mediation(mediation: said.Mediation | None) -> dict[str, Any]:
    if mediation is None:
        return {"mediation_asked": False}
    return {
        "mediation_asked": True,
        "mediation_body": text(mediation, "body"),
        "mediation_requested_at": mediation.requested_at,
    }


def _processing_fee(fee: said.ProcessingFee | None) -> dict[str, Any]:
    if fee is None:
        return {"processing_fee_stated": False}
    return {
        "processing_fee_stated": True,
        "processing_fee_minor": minor(fee, "amount"),
        "processing_fee_currency": text(fee, "currency"),
        "fee_deduction_approved": fee.get("deduction_approved_by_supervisor"),
    }
