"""The lots that PTC were drawn from. The text gives no order of drawing, so none is ever assumed."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from refunds.policies.facts import Draw, Facts, Lot, Usage
from refunds.policies.language import derived
from refunds.policies.settings import Terms

from .earlier_refunds import recredits
from .losses import Loss, losses
from .records import drawn_by_lot, lots_by_id
from .windows import Timely, windows


class Share(NamedTuple):
    """PTC of one loss, as far as not re-credited, that were drawn from one lot."""

    usage: Usage
    lot: Lot
    ptc: Fraction


@derived
def losses_in_time(facts: Facts, terms: Terms) -> tuple[Loss, ...]:
    """The abnormal deductions whose own window the application kept."""
    in_time = {window.deduction for window in windows(facts, terms) if window.timely is Timely.IN_TIME}
    return tuple(loss for loss in losses(facts) if loss.ground and loss.usage.id in in_time)


def shares(facts: Facts, losses: Sequence[Loss]) -> tuple[Share, ...] | None:
    """What was lost, by deduction and lot; None while for any deduction that is not on record."""
    found: list[Share] = []
    for loss in losses:
        drawn = None if loss.ptc is None else drawn_for(facts, loss.usage)
        if loss.ptc is None or drawn is None:
            return None
        found += _spread(loss, drawn, loss.ptc - recredits(facts).get(loss.usage.id, 0))
    return tuple(found)


def _spread(loss: Loss, drawn: Sequence[tuple[Lot, Fraction]], left: Fraction) -> list[Share]:
    """A part of a deduction is taken from the lots it was drawn from in proportion."""
    whole = sum(ptc for _, ptc in drawn)
    return [Share(loss.usage, lot, left * ptc / whole) for lot, ptc in drawn if ptc] if left > 0 else []


def drawn_for(facts: Facts, usage: Usage) -> list[tuple[Lot, Fraction]] | None:
    """The lots of a deduction with the PTC drawn from each; None when that is not on record.

    A draw that is not recorded is known all the same when only one source is possible.
    """
    draws = usage.get("drawn_from")
    if draws:
        return _recorded(facts, usage, draws)
    possible = [lot for lot in facts.lots if _may_have_been_drawn(facts, lot, usage)]
    deducted = Fraction(usage.ptc_deducted)
    return [(possible[0], deducted)] if _is_one_source(possible) and _may_hold(possible, deducted) else None


def _recorded(facts: Facts, usage: Usage, draws: Sequence[Draw]) -> list[tuple[Lot, Fraction]] | None:
    """The draws as recorded; None when they do not add up to the deduction or name a lot that is not on record."""
    by_id = lots_by_id(facts)
    known = [(by_id[draw.lot], Fraction(draw.ptc)) for draw in draws if draw.get("ptc") and draw.get("lot") in by_id]
    return known if sum(ptc for _, ptc in known) == Fraction(usage.ptc_deducted) else None


def _may_have_been_drawn(facts: Facts, lot: Lot, usage: Usage) -> bool:
    """Not credited after the deduction, and not drawn empty by others."""
    deducted = usage.get("deducted_at")
    if lot.credited_at and deducted and lot.credited_at > deducted:
        return False
    return lot.get("ptc") is None or drawn_by_lot(facts).get(lot.get("id"), 0) < lot.ptc


def _is_one_source(lots: Sequence[Lot]) -> bool:
    """One lot; or several of which it makes no difference: all free, or of one charge at one price."""
    if len(lots) <= 1 or all(is_free(lot) for lot in lots):
        return bool(lots)
    return len({_bought_at(lot) or lot.path for lot in lots}) == 1


def _bought_at(lot: Lot) -> tuple[str, str, str, Fraction] | None:
    """The charge and the price of one PTC of a paid lot; None where they are not on record."""
    price, ptc = lot.get("price_paid"), lot.get("ptc")
    if lot.get("source") != "paid" or not lot.charge_id or price is None or not ptc or lot.bonus_ptc_included:
        return None
    return "paid", lot.charge_id, price.currency, Fraction(price.minor) / Fraction(ptc)


def _may_hold(lots: Sequence[Lot], deducted: Fraction) -> bool:
    return any(lot.get("ptc") is None for lot in lots) or sum(Fraction(lot.ptc) for lot in lots) >= deducted


def is_promotion_paid_for(lot: Lot) -> bool:
    """A promotion with a price, or with a charge and a price nobody recorded."""
    price = lot.get("price_paid")
    return lot.get("source") == "promo" and (bool(price) if price is not None else lot.charge_id is not None)


def is_free(lot: Lot) -> bool:
    """Gifted, or got by a promotion without paying."""
    source = lot.get("source")
    return source == "gift" or (source == "promo" and not is_promotion_paid_for(lot))
