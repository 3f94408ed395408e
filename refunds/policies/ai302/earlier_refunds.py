"""What was given back already, PTC or money: for the same deduction, or only on the same charge."""

from collections.abc import Sequence
from fractions import Fraction

from refunds.money import Money, total
from refunds.policies.facts import Charge, Facts, PriorRefund, Usage

from .deductions import claimed, name_of


def recredited(facts: Facts, usage: Usage) -> Fraction:
    """The PTC re-credited for a deduction."""
    back = (one.ptc for one in facts.prior_refunds if one.get("kind") == "ptc_recredit" and _is_for(facts, one, usage))
    return sum((Fraction(ptc) for ptc in back if ptc is not None), Fraction(0))


def _is_for(facts: Facts, refund: PriorRefund, usage: Usage) -> bool:
    """Whether something given back was for this deduction.

    Where it names none it counts for the only one claimed, unless it is known to be for something else or came before.
    """
    if refund.get("same_loss") is False:
        return False
    if refund.usage_id is not None:
        return refund.usage_id == usage.get("id")
    return len(claimed(facts)) == 1 and _may_be_for(refund, [usage])


def _may_be_for(refund: PriorRefund, usages: Sequence[Usage]) -> bool:
    """Said to be for the same loss, or not known and not completed before it happened."""
    if refund.get("same_loss") is not None:
        return bool(refund.same_loss)
    times = [usage.get("deducted_at") for usage in usages]
    if refund.completed_at is None or None in times or not times:
        return True
    return refund.completed_at >= min(times)


def refunded_for(facts: Facts, charge: Charge, usages: Sequence[Usage]) -> Money:
    """The money refunded on a charge for these deductions."""
    names = {name_of(usage) for usage in usages}
    return total(
        [
            refund.amount
            for refund in _money_on(facts, charge)
            if refund.amount is not None
            and (refund.usage_id in names if refund.usage_id is not None else _may_be_for(refund, usages))
            and refund.get("same_loss") is not False
        ],
        charge.currency,
    )


def held(facts: Facts, charge: Charge) -> Money:
    """What is still held of a charge: captured less everything refunded, never below zero."""
    nothing = Money.zero(charge.currency)
    if charge.captured_at is None:
        return nothing
    refunds = [refund.amount for refund in _money_on(facts, charge) if refund.amount is not None]
    return max(charge.amount - total(refunds, charge.currency), nothing)


def _money_on(facts: Facts, charge: Charge) -> list[PriorRefund]:
    return [
        refund
        for refund in facts.prior_refunds
        if refund.get("kind") == "refund" and charge_of(facts, refund) == charge.get("id")
    ]


def charge_of(facts: Facts, refund: PriorRefund) -> str | None:
    """The charge that a refund of money went back on; None when nobody can tell."""
    if refund.charge_id is not None:
        return refund.charge_id
    usages = [usage for usage in facts.usage if usage.get("id") == refund.usage_id]
    drawn = {draw.get("lot") for usage in usages for draw in usage.get("drawn_from") or ()}
    paid_for = {lot.charge_id for lot in facts.lots if lot.get("id") in drawn and lot.charge_id}
    charges = paid_for or {charge.get("id") for charge in facts.charges}
    return charges.pop() if len(charges) == 1 else None


def not_to_be_placed(facts: Facts) -> list[str]:
    """What was given back and cannot be counted, one clause of a sentence each: money must not go out twice."""
    return [f"{refund.path} {why}" for refund in facts.prior_refunds if (why := _why_not_placed(facts, refund))]


def _why_not_placed(facts: Facts, refund: PriorRefund) -> str | None:
    if refund.get("kind") == "refund":
        return _why_money_not_placed(facts, refund)
    if refund.get("kind") != "ptc_recredit":
        return "is neither a refund nor a re-credit"
    if refund.get("same_loss") is False:
        return None
    usages = claimed(facts)
    if refund.usage_id is None and len(usages) > 1 and _may_be_for(refund, usages):
        return "is a re-credit that names no deduction"
    if refund.usage_id is not None and any(usage.duplicate_of == refund.usage_id for usage in usages):
        return "is a re-credit of the deduction that was duplicated"
    unknown = refund.ptc is None and any(_is_for(facts, refund, usage) for usage in usages)
    return "is a re-credit of an unknown number of PTC" if unknown else None


def _why_money_not_placed(facts: Facts, refund: PriorRefund) -> str | None:
    if refund.amount is None:
        return "is a refund of an unknown amount"
    placed = charge_of(facts, refund)
    if placed is None:
        return "is a refund that names no charge"
    charge = next((charge for charge in facts.charges if charge.get("id") == placed), None)
    if charge is not None and charge.get("currency") != refund.amount.currency:
        return f"is a refund of {refund.amount} on a charge in another currency"
    return None
