"""Step 8, the amount in one currency: fee, partner lines, use, earlier refunds, what is held, what was asked."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from refunds.money import Exact, Money, total
from refunds.policies.amounts import Calculation, split_within
from refunds.policies.evaluation import CalculationStep, Payout
from refunds.policies.examination import Examination
from refunds.policies.facts import Charge, Facts
from refunds.policies.fields import NotKnown
from refunds.policies.wording import when

from .barring import ground_of
from .bars import fee_borne_by_customer
from .claims import (
    charges_captured,
    held,
    pleaded,
    refunded_for_the_loss,
)
from .duplicates import purchases
from .usage import grant_of, unused, unused_of_grant

BY_USE = ("S-2.1.a", "S-2.1.b", "S-2.1.c", "S-2.2.c:prepaid", "S-2.3.b")


class Due(NamedTuple):
    """What is due in one currency: the amount, what was asked, whether a trace was rounded away, and its parts."""

    amount: Money
    asked: Money
    rounded_away: bool
    payouts: tuple[Payout, ...]
    steps: tuple[CalculationStep, ...]


def due(case: Examination, charges: Sequence[Charge]) -> Due:
    """The amount for charges of one currency, rounded once."""
    facts, currency = case.facts, charges[0].currency
    calculation = Calculation(currency)
    parts = [_of_charge(case, calculation, charge) for charge in charges]
    calculation.together()
    _less_refunds(case, calculation, charges)
    requested = requested_in(facts, currency)
    if requested:
        calculation.at_most(requested, "requested")
    exact = calculation.minor
    amount = calculation.rounded(case.terms.rounding, "S-7.1.b")
    payouts = _split(facts, amount, charges, parts) if amount else ()
    asked = requested or _claimed_total(facts, charges)
    return Due(amount, asked, bool(exact) and not amount, payouts, calculation.steps())


def requested_in(facts: Facts, currency: str) -> Money | None:
    """What the customer asked for in a currency; None when no amount of it was named."""
    by_currency = facts.claim.requested_by_currency or {}
    requested = by_currency.get(currency) or facts.claim.requested_amount
    return requested if requested and requested.currency == currency else None


def _claimed_total(facts: Facts, charges: Sequence[Charge]) -> Money:
    """Without a requested amount the claimed charges are what was asked; of duplicates those that are too many."""
    claimed = charges if pleaded(facts) == "S-2.2.b" else charges_captured(facts)
    currency = charges[0].currency
    return total([charge.amount for charge in claimed if charge.currency == currency], currency)


def _of_charge(case: Examination, calculation: Calculation, charge: Charge) -> Exact:
    """The part of one charge, exact. Charges that bought nothing go back whole, fee and partner lines included."""
    facts, ground = case.facts, ground_of(case, charge)
    calculation.add(charge.amount, f"{charge.id}, charged {when(charge.captured_at)}")
    if ground in BY_USE:
        if (fee := fee_borne_by_customer(charge)) and not case.is_off("S-3.4.b"):
            calculation.take_out(fee, "external payment fee", "S-3.4.b")
        if (own := own_share(facts)) != 1 and not case.is_off("S-3.4.a"):
            calculation.times(own, "own services in the order", "S-3.4.a")
        if (left := unused(facts, charge)) and left.share != 1:
            calculation.times(left.share, left.said, "S-7.1.b")
    elif ground == "S-2.2.b" and (grant := grant_of(facts, charge)) and grant.consumed:
        left = unused_of_grant(grant)
        calculation.times(left.share, left.said, "S-3.1.c")
    return calculation.next_part()


def own_share(facts: Facts) -> Exact:
    """The share of the company's own lines; a discount on the order is spread over all lines by their price."""
    lines = facts.order.lines
    whole = sum([line.amount.minor for line in lines])
    own = sum([line.amount.minor for line in lines if not line.third_party])
    return 1 if own == whole else Fraction(own, whole)


def _less_refunds(case: Examination, calculation: Calculation, charges: Sequence[Charge]) -> None:
    """Earlier refunds for the same loss are taken off; all earlier refunds limit what is still held."""
    facts = case.facts
    same = _of_the_same_purchase(case, charges)
    for_the_loss = total([refunded_for_the_loss(facts, charge) for charge in same], calculation.currency)
    if for_the_loss:
        calculation.take_out(for_the_loss, "refunded earlier for the same loss")
    still_held = total([held(facts, charge) for charge in charges], calculation.currency)
    calculation.at_most(still_held, "still held after all earlier refunds")
    fee = facts.refund_processing_fee
    if fee is not None and applies_for_certain(case, "S-6.3.b") and fee.currency == calculation.currency:
        calculation.take_out(fee.amount, "cost of sending the refund", "S-6.3.b")


def applies_for_certain(case: Examination, clause: str) -> bool:
    """Whether a clause applies. Raises NotKnown for the fact that it lacks: an amount does not go on without it."""
    finding = case.look_at(clause)
    if finding.lacking:
        raise NotKnown(finding.lacking)
    return finding.applies


def _of_the_same_purchase(case: Examination, charges: Sequence[Charge]) -> Sequence[Charge]:
    """With duplicates a refund on any charge of the same purchase counts, wherever it was booked."""
    if pleaded(case.facts) != "S-2.2.b":
        return charges
    named = set(charges)
    same = [purchase for purchase in purchases(case.facts, case.terms) if not named.isdisjoint(purchase)]
    return [charge for purchase in same for charge in purchase]


def _split(facts: Facts, amount: Money, charges: Sequence[Charge], parts: Sequence[Exact]) -> tuple[Payout, ...]:
    """The amount over the charges, by what is due for each and not refunded on it, within what it still holds."""
    if len(charges) == 1:
        return (Payout(charges[0].id, amount),)
    weights = [
        max(part - refunded_for_the_loss(facts, charge).minor, 0) for charge, part in zip(charges, parts, strict=True)
    ]
    if not any(weights):
        weights = list(parts)
    shares = [(charge.id, weight, held(facts, charge)) for charge, weight in zip(charges, weights, strict=True)]
    return split_within(amount, shares)
