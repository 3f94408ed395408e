"""What was given back and cannot be counted against anything: money must not go out twice, so a supervisor looks."""

from collections.abc import Iterator

from refunds.policies.facts import Facts

from .deductions import claimed, claimed_names
from .earlier_refunds import earliest, may_be_for, money_by_charge
from .records import charges_by_id


def not_to_be_placed(facts: Facts) -> list[str]:
    """One clause of a sentence for each, with its place in the dossier."""
    return [*_of_unknown_kind(facts), *_money(facts), *_recredits(facts)]


def _of_unknown_kind(facts: Facts) -> Iterator[str]:
    for refund in facts.prior_refunds:
        if refund.get("kind") is None:
            yield f"{refund.path} is neither a refund nor a re-credit"


def _money(facts: Facts) -> Iterator[str]:
    for charge_id, refunds in money_by_charge(facts).items():
        charge = charges_by_id(facts).get(charge_id)
        for refund in refunds:
            if refund.amount is None:
                yield f"{refund.path} is a refund of an unknown amount"
            elif charge_id is None:
                yield f"{refund.path} is a refund that names no charge"
            elif charge is not None and charge.get("currency") != refund.amount.currency:
                yield f"{refund.path} is a refund of {refund.amount} on a charge in another currency"


def _recredits(facts: Facts) -> Iterator[str]:
    names, since = frozenset(claimed_names(facts)), earliest(claimed(facts))
    originals = {usage.duplicate_of for usage in claimed(facts)} - {None}
    for refund in facts.prior_refunds:
        if refund.get("kind") != "ptc_recredit" or refund.get("same_loss") is False:
            continue
        unnamed = refund.usage_id is None and may_be_for(refund, since)
        if refund.usage_id in originals:
            yield f"{refund.path} is a re-credit of the deduction that was duplicated"
        elif unnamed and len(names) > 1:
            yield f"{refund.path} is a re-credit that names no deduction"
        elif refund.ptc is None and (unnamed or refund.usage_id in names):
            yield f"{refund.path} is a re-credit of an unknown number of PTC"
