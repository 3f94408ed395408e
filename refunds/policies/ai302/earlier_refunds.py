"""What was given back already, PTC or money: for the same deduction, or only on the same charge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction

from refunds.money import Money, total
from refunds.policies.facts import Charge, Facts, PriorRefund, Usage
from refunds.policies.language import derived

from .deductions import claimed, claimed_names
from .records import charges_by_id, lots_by_id, usage_by_id


@derived
def recredits(facts: Facts) -> Mapping[str, Fraction]:
    """The PTC re-credited, by the deduction they were for.

    What names no deduction counts for the only one claimed, unless it is known to be for something else.
    """
    found: dict[str, Fraction] = defaultdict(Fraction)
    names, since = claimed_names(facts), earliest(claimed(facts))
    for refund in facts.prior_refunds:
        if refund.get("kind") != "ptc_recredit" or refund.get("same_loss") is False or refund.ptc is None:
            continue
        alone = names[0] if len(names) == 1 and may_be_for(refund, since) else None
        if name := refund.usage_id or alone:
            found[name] += Fraction(refund.ptc)
    return found


def earliest(usages: Iterable[Usage]) -> datetime | None:
    """The first of these deductions; None when not for all of them it is known when they were."""
    times = [usage.get("deducted_at") for usage in usages]
    return min(times) if times and None not in times else None


def may_be_for(refund: PriorRefund, since: datetime | None) -> bool:
    """Whether something given back may be for deductions since then: said to be, or not known and not before them."""
    if refund.get("same_loss") is not None:
        return bool(refund.same_loss)
    return refund.completed_at is None or since is None or refund.completed_at >= since


@derived
def money_by_charge(facts: Facts) -> Mapping[str | None, list[PriorRefund]]:
    """The refunds of money, by the charge they went back on; None where nobody can tell."""
    found: dict[str | None, list[PriorRefund]] = defaultdict(list)
    for refund in facts.prior_refunds:
        if refund.get("kind") == "refund":
            found[_charge_of(facts, refund)].append(refund)
    return found


def _charge_of(facts: Facts, refund: PriorRefund) -> str | None:
    """The charge named, or the only one that paid for the deduction named, or the only one there is."""
    if refund.charge_id is not None:
        return refund.charge_id
    usage = usage_by_id(facts).get(refund.usage_id)
    lots = [lots_by_id(facts).get(draw.get("lot")) for draw in usage.get("drawn_from") or ()] if usage else []
    charges = {lot.charge_id for lot in lots if lot and lot.charge_id} or charges_by_id(facts).keys()
    return next(iter(charges)) if len(charges) == 1 else None


def refunded_for(facts: Facts, charge: Charge, usages: Iterable[Usage]) -> Money:
    """The money refunded on a charge for these deductions."""
    usages = list(usages)
    names, since = {usage.get("id") for usage in usages}, earliest(usages)
    refunds = [
        refund
        for refund in money_by_charge(facts).get(charge.id, ())
        if refund.get("same_loss") is not False
        and (refund.usage_id in names if refund.usage_id is not None else may_be_for(refund, since))
    ]
    return _sum(refunds, charge.currency)


def held(facts: Facts, charge: Charge) -> Money:
    """What is still held of a charge: captured less everything refunded, never below zero."""
    nothing = Money.zero(charge.currency)
    if charge.captured_at is None:
        return nothing
    return max(charge.amount - _sum(money_by_charge(facts).get(charge.id, ()), charge.currency), nothing)


def _sum(refunds: Iterable[PriorRefund], currency: str) -> Money:
    amounts = [refund.amount for refund in refunds if refund.amount is not None]
    return total([amount for amount in amounts if amount.currency == currency], currency)
