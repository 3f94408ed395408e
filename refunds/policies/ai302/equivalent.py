"""The equivalent of the abnormal PTC in one currency: what was really paid for the lots drawn, rounded once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from refunds.money import Exact, Money
from refunds.policies.amounts import Calculation, split_within
from refunds.policies.evaluation import CalculationStep, Payout
from refunds.policies.facts import Charge, Facts
from refunds.policies.settings import Terms

from .claims import requested
from .draws import Share
from .earlier_refunds import held, refunded_for
from .losses import counted
from .records import charges_by_id, name_of


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


def charges_of(facts: Facts, shares: Iterable[Share]) -> dict[Charge, list[Share]]:
    """The charges that paid for the lots drawn, in the order of the draws, each with what it paid for."""
    by_id, found = charges_by_id(facts), defaultdict[Charge, list[Share]](list)
    for share in shares:
        if share.lot.charge_id in by_id:
            found[by_id[share.lot.charge_id]].append(share)
    return found


def equivalents(facts: Facts, terms: Terms, shares: Iterable[Share]) -> list[Equivalent]:
    """The equivalent of shares drawn from paid lots, in each currency that was paid."""
    by_currency = defaultdict[str, dict[Charge, list[Share]]](dict)
    for charge, own in charges_of(facts, shares).items():
        by_currency[charge.currency][charge] = own
    return [_equivalent(facts, terms, currency, charges) for currency, charges in by_currency.items()]


def _equivalent(facts: Facts, terms: Terms, currency: str, charges: Mapping[Charge, list[Share]]) -> Equivalent:
    calculation = Calculation(currency)
    parts = [_of_charge(facts, calculation, charge, own) for charge, own in charges.items()]
    calculation.together()
    exact, entitled = calculation.minor, calculation.rounded(terms.rounding, "302-IV.3")
    if wanted := requested(facts):
        calculation.at_most(wanted.get(currency, Money.zero(currency)), "requested", "302-IV.1")
    amount = Money(int(calculation.minor), currency)
    limits = [(charge.id, part, held(facts, charge)) for charge, part in zip(charges, parts, strict=True)]
    payouts = split_within(amount, limits) if amount else ()
    is_a_trace = bool(exact) and not entitled and not any(_refunded(facts, *one) for one in charges.items())
    return Equivalent(entitled, amount, is_a_trace, payouts, calculation.steps())


def _refunded(facts: Facts, charge: Charge, own: Iterable[Share]) -> Money:
    return refunded_for(facts, charge, {share.usage: None for share in own})


def _of_charge(facts: Facts, calculation: Calculation, charge: Charge, own: Sequence[Share]) -> Exact:
    """The part of one charge, exact: lot by lot, less what was refunded for it, within what is still held."""
    for share in own:
        lot = share.lot
        of_the_lot = f"{counted(share.ptc)} of the {counted(lot.ptc)} PTC of {name_of(lot)}"
        said = f"{name_of(share.usage)}: {of_the_lot}, for which {lot.price_paid} was paid"
        calculation.add_fraction(lot.price_paid.minor * share.ptc / Fraction(lot.ptc), said, "302-IV.3")
    if refunded := _refunded(facts, charge, own):
        calculation.take_out(refunded, f"refunded on {charge.id} for the same deduction", "302-V.1")
    calculation.at_most(held(facts, charge), f"still held of {charge.id}")
    return calculation.next_part()
