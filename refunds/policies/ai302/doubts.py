"""Where the text is silent on the amount: silence is no bar, a supervisor decides."""

from collections.abc import Collection, Iterator, Sequence

from refunds.policies.facts import Charge, Facts, Lot
from refunds.policies.wording import listed

from .claims import requested
from .draws import Share, is_promotion_paid_for
from .equivalent import Equivalent, charges_of
from .not_placed import not_to_be_placed
from .records import name_of

CHARGEBACK_ENDED = frozenset({"closed", "won", "lost", "withdrawn", "reversed", "resolved", "cancelled", "expired"})


def about_the_sources(facts: Facts, paid: Sequence[Share]) -> list[str]:
    """Why nobody can say what was paid for the lots drawn, or where the money would go."""
    charges = {charge.id: charge for charge in charges_of(facts, paid)}
    lots = {share.lot: None for share in paid}
    doubts = [doubt for lot in lots for doubt in _about_a_lot(lot, charges.get(lot.charge_id or ""))]
    closed = [name for name, charge in charges.items() if charge.get("account_open") is False]
    doubts += [f"the account that paid {name} is closed and no other route is written" for name in closed]
    return [*doubts, *_open_chargeback(facts, charges), *not_to_be_placed(facts)]


def _open_chargeback(facts: Facts, charges: Collection[str]) -> Iterator[str]:
    """A refund beside an open chargeback may pay twice."""
    chargeback = facts.chargeback
    if chargeback is None or (chargeback.status or "open").lower() in CHARGEBACK_ENDED:
        return
    place = chargeback.get("charge")
    disputed = facts.charges[place - 1].get("id") if place and place <= len(facts.charges) else None
    if disputed is None or disputed in charges:
        yield f"a chargeback on {disputed or 'a charge that is not on record'} is open"


def _about_a_lot(lot: Lot, charge: Charge | None) -> Iterator[str]:
    price = lot.get("price_paid")
    if lot.get("source") is None:
        yield f"whether {name_of(lot)} was bought or given is not on record"
    if is_promotion_paid_for(lot):
        yield f"{name_of(lot)} is a promotion that was paid for"
    if price is None:
        yield f"what was paid for {name_of(lot)} is not on record"
    if charge is None or charge.get("amount") is None:
        yield f"the charge that paid for {name_of(lot)} is not on record"
    elif price is not None and charge.currency != price.currency:
        yield f"{name_of(lot)} was paid in {price.currency}, its charge in {charge.currency}"


def about_the_equivalents(facts: Facts, due: Sequence[Equivalent]) -> list[str]:
    """A value below one minor unit, or a request in other currencies than the loss: nothing is converted."""
    owed, asked = [one.entitled for one in due if one.entitled], requested(facts)
    doubts = [f"a value below one minor unit of {one.entitled.currency}" for one in due if one.is_a_trace]
    comparable = any(amount.currency in asked for amount in owed)
    if owed and asked and (not comparable or (len(owed) > 1 and not facts.claim.requested_by_currency)):
        doubts.append(f"requested were {listed(asked.values())}, due are {listed(owed)}; nothing is converted")
    return doubts
