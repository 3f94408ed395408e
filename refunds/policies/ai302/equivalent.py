"""The equivalent of the abnormal PTC in one currency: what was really paid for the lots drawn, rounded once."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from refunds.money import Money
from refunds.policies.amounts import Calculation, split_within
from refunds.policies.evaluation import CalculationStep, Payout
from refunds.policies.facts import Charge, Facts
from refunds.policies.settings import Terms

from .claims import requested
from .deductions import name_of
from .draws import Share
from .earlier_refunds import held, refunded_for
from .losses import counted


class Equivalent(NamedTuple):
    """What is due in one currency.

    `entitled` is the rounded equivalent, `amount` what of it was requested; `is_a_trace` says that there was a value
    which rounds to nothing.
    """

    entitled: Money
    amount: Money
    is_a_trace: bool
    payouts: tuple[Payout, ...]
    steps: tuple[CalculationStep, ...]


def charges_of(facts: Facts, shares: Iterable[Share]) -> dict[str, Charge]:
    """The charges that paid for the lots drawn, by id, in the order of the draws."""
    by_id = {charge.get("id"): charge for charge in reversed(facts.charges)}
    drawn = dict.fromkeys(share.lot.charge_id for share in shares)
    return {id: by_id[id] for id in drawn if id is not None and id in by_id}


def equivalent(facts: Facts, terms: Terms, currency: str, shares: Sequence[Share]) -> Equivalent:
    """The equivalent of shares drawn from paid lots, over the charges of this currency that paid for them."""
    calculation = Calculation(currency)
    charges = [charge for charge in charges_of(facts, shares).values() if charge.currency == currency]
    parts = [_of_charge(facts, calculation, charge, shares) for charge in charges]
    calculation.together()
    exact, entitled = calculation.minor, calculation.rounded(terms.rounding, "302-IV.3")
    calculation.at_most(requested(facts).get(currency, Money.zero(currency)), "requested", "302-IV.1")
    amount = Money(int(calculation.minor), currency)
    limits = [(charge.id, part, held(facts, charge)) for charge, part in zip(charges, parts, strict=True)]
    payouts = split_within(amount, limits) if amount else ()
    is_a_trace = bool(exact) and not entitled and not _is_refunded(facts, charges, shares)
    return Equivalent(entitled, amount, is_a_trace, payouts, calculation.steps())


def _is_refunded(facts: Facts, charges: Iterable[Charge], shares: Sequence[Share]) -> bool:
    return any(refunded_for(facts, charge, [share.usage for share in shares]) for charge in charges)


def _of_charge(facts: Facts, calculation: Calculation, charge: Charge, shares: Sequence[Share]) -> Fraction:
    """The part of one charge, exact: lot by lot, less what was refunded for it, within what is still held."""
    own = [share for share in shares if share.lot.charge_id == charge.id]
    for share in own:
        lot = share.lot
        of_the_lot = f"{counted(share.ptc)} of the {counted(lot.ptc)} PTC of {name_of(lot)}"
        said = f"{name_of(share.usage)}: {of_the_lot}, for which {lot.price_paid} was paid"
        calculation.add_fraction(lot.price_paid.minor * share.ptc / Fraction(lot.ptc), said, "302-IV.3")
    refunded = refunded_for(facts, charge, [share.usage for share in own])
    if refunded:
        calculation.take_out(refunded, f"refunded on {charge.id} for the same deduction", "302-V.1")
    calculation.at_most(held(facts, charge), f"still held of {charge.id}")
    return calculation.next_part()
