"""Duplicate charges: all captured charges but one of the same order and the same period."""

from collections import Counter
from collections.abc import Hashable
from datetime import timedelta

from refunds.money import Money
from refunds.policies.facts import Charge, Facts
from refunds.policies.language import derived
from refunds.policies.settings import Terms
from refunds.policies.wording import listed

from .claims import are_on_record, captured, claimed_charges

Purchase = list[Charge]


@derived
def purchases(facts: Facts, terms: Terms) -> list[Purchase]:
    """The captured charges, those for the same order, period and price together, the earliest first.

    Equal charges for another period are renewals; where no period is stated, so are those a renewal apart.
    """
    alike: dict[Hashable, list[Purchase]] = {}
    for charge in sorted(captured(facts.charges), key=lambda charge: charge.captured_at or facts.now):
        same = alike.setdefault((charge.get("order_number"), charge.period, charge.amount), [])
        if same and (charge.period is not None or _apart(same[-1][0], charge) < timedelta(days=terms.renewal_days)):
            same[-1].append(charge)
        else:
            same.append([charge])
    return [purchase for same in alike.values() for purchase in same]


def why_not_to_be_told(facts: Facts) -> str | None:
    """Why nobody can say of equal charges whether one is a duplicate, in words; None where the records tell."""
    if not are_on_record(facts):
        return "a charge named is not on record"
    equal = Counter(charge.amount for charge in captured(facts.charges))
    repeated = [charge for charge in captured(facts.charges) if equal[charge.amount] > 1]
    if unplaced := [charge for charge in repeated if charge.get("order_number") is None]:
        return f"the order that {listed(charge.get('id') or charge.path for charge in unplaced)} paid is not on record"
    if repeated and facts.order.get("amount") is None:
        return "the price of the order is not on record, so that equal charges may be parts of it"
    return None


def _apart(first: Charge, charge: Charge) -> timedelta:
    assert first.captured_at
    assert charge.captured_at
    return charge.captured_at - first.captured_at


def duplicates(facts: Facts, purchase: Purchase) -> Purchase:
    """The charges taken again for what the earlier ones had paid; the earliest captured stay."""
    return purchase[_needed(_price(facts), purchase[0].amount) :]


@derived
def claimed_duplicates(facts: Facts, terms: Terms) -> tuple[Charge, ...]:
    """The duplicates the claim names; where it names the charge that stays, the duplicates of that one."""
    claimed = claimed_charges(facts)
    named = set(claimed)
    of_claimed = [purchase for purchase in purchases(facts, terms) if not named.isdisjoint(purchase)]
    found = dict.fromkeys(charge for purchase in of_claimed for charge in duplicates(facts, purchase))
    return tuple(charge for charge in claimed if charge in found) or tuple(found)


def _price(facts: Facts) -> Money | None:
    """What the order cost after its discount, where it is known."""
    amount, discount = facts.order.get("amount"), facts.order.discount
    return amount - discount if amount and discount and discount < amount else amount


def _needed(price: Money | None, amount: Money) -> int:
    """How many equal charges it takes to pay the order: one, or the parts of a split payment."""
    if price is None or price.currency != amount.currency or not amount:
        return 1
    return max(1, -(-price.minor // amount.minor))
