"""What is claimed: the ground pleaded, the charges meant, and what of them was given back already."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from refunds.money import Money, total
from refunds.policies.facts import Charge, Facts, PriorRefund, StaffFinding
from refunds.policies.language import derived

PLEADED = {
    "service_unusable": "S-2.1.a",
    "results_differ": "S-2.1.b",
    "interruption": "S-2.1.c",
    "unauthorised_charge": "S-2.2.a",
    "duplicate_charge": "S-2.2.b",
    "remaining_fees": "S-2.2.c",
    "statutory_right": "S-2.3.a",
    "goodwill": "S-2.3.b",
    "other": "S-2.3.b",
}
REFUND_NOT_RECEIVED = "refund_not_received"


def pleaded(facts: Facts) -> str | None:
    """The clause of section 2 that the claim pleads; None for no reason, or a refund that did not arrive."""
    return PLEADED.get(facts.claim.get("ground"))


@derived
def claimed_charges(facts: Facts) -> tuple[Charge, ...]:
    """The charges the claim names, in its order; all charges where it names none."""
    named = dict.fromkeys(facts.claim.charge_ids)
    if not named:
        return facts.charges
    by_id = {charge.get("id"): charge for charge in reversed(facts.charges)}
    return tuple([by_id[id] for id in named if id in by_id])


def are_on_record(facts: Facts) -> bool:
    """Whether the charges that the claim names are all in the dossier."""
    return {charge.get("id") for charge in facts.charges}.issuperset(facts.claim.charge_ids)


def captured(charges: Iterable[Charge]) -> tuple[Charge, ...]:
    """The charges by which money was taken; an authorisation hold takes none."""
    return tuple([charge for charge in charges if charge.captured_at is not None])


@derived
def charges_captured(facts: Facts) -> tuple[Charge, ...]:
    """The charges claimed by which money was taken."""
    return captured(claimed_charges(facts))


@derived
def places(facts: Facts) -> Mapping[Charge, int]:
    """The place of each charge in `charges`, from 1."""
    return {charge: place for place, charge in enumerate(facts.charges, 1)}


def taken_after_cancellation(facts: Facts, charge: Charge) -> bool | None:
    """Whether a charge was taken after the cancellation; None while the cancellation is not known."""
    cancelled = facts.order.cancelled_at
    if cancelled is None:
        return None
    return charge.captured_at is not None and charge.captured_at > cancelled


@derived
def refunds_by_charge(facts: Facts) -> Mapping[str | None, list[PriorRefund]]:
    """The money given back, by charge; a refund that names no charge counts on the first one claimed."""
    charges = charges_captured(facts)
    first = charges[0].get("id") if charges else None
    found: dict[str | None, list[PriorRefund]] = {}
    for refund in facts.prior_refunds:
        if refund.amount is not None:
            found.setdefault(refund.charge_id or first, []).append(refund)
    return found


def refunded(facts: Facts, charge: Charge) -> Money:
    """What was given back on one charge, in its currency."""
    return _sum(refunds_by_charge(facts).get(charge.get("id"), ()), charge.currency)


def refunded_for_the_loss(facts: Facts, charge: Charge) -> Money:
    """What was given back on one charge for the loss claimed; a refund counts as such unless it is known not to."""
    refunds = refunds_by_charge(facts).get(charge.get("id"), ())
    return _sum([refund for refund in refunds if refund.get("same_loss") is not False], charge.currency)


def _sum(refunds: Sequence[PriorRefund], currency: str) -> Money:
    if not refunds:
        return Money.zero(currency)
    amounts = [refund.amount for refund in refunds if refund.amount is not None]
    return total([amount for amount in amounts if amount.currency == currency], currency)


@derived
def held(facts: Facts, charge: Charge) -> Money:
    """What is still held of a charge: captured less everything refunded, never below zero."""
    if charge.captured_at is None:
        return Money.zero(charge.currency)
    given_back = refunded(facts, charge)
    return max(charge.amount - given_back, Money.zero(charge.currency)) if given_back else charge.amount


@derived
def established(facts: Facts, subject: str) -> StaffFinding | None:
    """What staff established last on a subject; None while they have not."""
    for finding in reversed(facts.findings):
        if finding.subject == subject:
            return finding
    return None


def result_of(facts: Facts, subject: str) -> str | None:
    """The result of the last finding on a subject: confirmed, not_confirmed, suspected, asserted or approved."""
    finding = established(facts, subject)
    return None if finding is None else finding.get("result")


@derived
def first_submitted_at(facts: Facts) -> datetime:
    """When the request was first made: a secondary review stands in the place of the application it reviews."""
    submitted = facts.claim.submitted_at
    if facts.claim.type != "secondary_review":
        return submitted
    order = facts.order.get("number")
    earlier = [
        application.get("submitted_at")
        for application in facts.prior_applications
        if application.order_number in (None, order) and application.get("submitted_at")
    ]
    return min([submitted, *earlier])


def legible_evidence(facts: Facts) -> tuple[str, ...]:
    """The kinds of evidence sent that can be read."""
    return tuple(item.get("kind") for item in facts.claim.evidence if item.readable is not False)
