"""Duplicate charges: all captured charges but one of the same order and the same period."""

from datetime import timedelta

from refunds.money import Money
from refunds.policies.facts import Charge, Facts
from refunds.policies.language import derived
from refunds.policies.settings import Terms

from .claims import captured, claimed_charges

Purchase = list[Charge]


@derived
def purchases(facts: Facts, terms: Terms) -> list[Purchase]:
    """The captured charges, those for the same order, period and price together, the earliest first."""
    found: list[Purchase] = []
    for charge in sorted(captured(facts.charges), key=lambda charge: charge.captured_at or facts.now):
        same = next((purchase for purchase in found if _is_for(purchase[0], charge, terms)), None)
        if same is None:
            found.append([charge])
        else:
            same.append(charge)
    return found


def _is_for(first: Charge, charge: Charge, terms: Terms) -> bool:
    """Whether a charge was taken for what the first one paid; equal charges for another period are renewals."""
    same = (first.get("order_number"), first.period, first.currency, first.amount)
    if same != (charge.get("order_number"), charge.period, charge.currency, charge.amount):
        return False
    if first.period is not None or first.captured_at is None or charge.captured_at is None:
        return True
    return charge.captured_at - first.captured_at < timedelta(days=terms.renewal_days)


def duplicates(facts: Facts, purchase: Purchase) -> Purchase:
    """The charges taken again for what the earlier ones had paid; the earliest captured stay."""
    return purchase[_needed(_price(facts), purchase[0].amount) :]


def claimed_duplicates(facts: Facts, terms: Terms) -> tuple[Charge, ...]:
    """The duplicates the claim names; where it names the charge that stays, the duplicates of that one."""
    claimed = claimed_charges(facts)
    of_claimed = [purchase for purchase in purchases(facts, terms) if any(charge in purchase for charge in claimed)]
    found = [charge for purchase in of_claimed for charge in duplicates(facts, purchase)]
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
