"""What the customer says and sends. In a secondary review the claim is the review's, beside its own first decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from refunds.models import RefundCase
from refunds.models.vocabulary import ClaimType
from refunds.operations.dossier.writing import Json, amount, instant, name_of, stated


def claim_facts(case: RefundCase) -> Json:
    """The claim of the case."""
    claim = (
        _words(case)
        | _references(case)
        | stated(
            payout_account=_payout_account(case),
            legal_proceedings=_proceedings(case),
            evidence=[stated(kind=item.kind, readable=item.readable) for item in case.evidence.all()],
            requested_by_currency={row.currency: amount(row.amount) for row in case.requested_amounts.all()} or None,
            vouchers=[
                stated(charge_id=row.charge_reference, payer_name_matches_account=row.payer_name_matches_account)
                for row in case.vouchers.all()
            ],
        )
    )
    return claim | _review(case) if case.review_asked_at else claim


def _words(case: RefundCase) -> Json:
    return stated(
        type=case.claim_type,
        ground=case.ground,
        event_at=instant(case.event_at),
        submitted_at=instant(case.submitted_at),
        discovered_at=instant(case.discovered_at),
        channel=case.channel,
        currency=case.currency,
        requested_amount=amount(case.requested),
        description=case.description,
        order_number_given=case.order_number_given,
        purchase_time_given=case.purchase_time_given,
        reason_given=case.reason_given,
        time_given=case.time_given,
        description_given=case.description_given,
        order_number_matches_account=case.order_number_matches_account,
        stated_purchase_time=instant(case.stated_purchase_time),
        payout_preference=case.payout_preference,
        new_materials=case.new_materials,
        earlier_contact=case.earlier_contact,
    )


def _review(case: RefundCase) -> Json:
    """A review is submitted when it is asked for, and brings what came in since (S-7.2, reading R2)."""
    assert case.review_asked_at is not None
    return stated(
        type=ClaimType.SECONDARY_REVIEW.value,
        submitted_at=instant(case.review_asked_at),
        new_materials=any(item.received_at >= case.review_asked_at for item in case.evidence.all()),
    )


def _references(case: RefundCase) -> Json:
    charges = [(row.claimed_position, name_of(row.charge)) for row in case.case_charges.all()]
    usage = [(row.claimed_position, name_of(row.usage)) for row in case.case_usage.all()]
    return stated(
        charge_ids=_in_order(charges, case.unknown_charge_ids), usage_ids=_in_order(usage, case.unknown_usage_ids)
    )


def _in_order(named: Iterable[tuple[int | None, str | None]], unknown: dict[str, str]) -> list[Any]:
    """The ids claimed in the order of the claim, those of which there is no row in their places."""
    placed = [(place, id) for place, id in named if place is not None]
    return [id for _place, id in sorted([*placed, *((int(place), id) for place, id in unknown.items())])]


def _payout_account(case: RefundCase) -> Json | None:
    facts = stated(
        owner_matches_customer=case.payout_account_owner_matches,
        region_supported=case.payout_account_region_supported,
    )
    return facts if facts or case.payout_account_given else None


def _proceedings(case: RefundCase) -> Json | None:
    facts = stated(kind=case.legal_kind, filed_at=instant(case.legal_filed_at), reference=case.legal_reference)
    return facts if facts or case.legal_on_file else None
