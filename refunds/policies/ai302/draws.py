"""The lots that PTC were drawn from. The text gives no order of drawing, so none is ever assumed."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from refunds.policies.facts import Draw, Facts, Lot, Usage
from refunds.policies.settings import Terms

from .earlier_refunds import recredited
from .losses import Loss, losses
from .windows import Timely, windows


class Share(NamedTuple):
    """PTC of one loss, as far as not re-credited, that were drawn from one lot."""

    usage: Usage
    lot: Lot
    ptc: Fraction


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
        found += _spread(loss, drawn, loss.ptc - recredited(facts, loss.usage))
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
    only = possible if len(possible) == 1 or all(is_free(lot) for lot in possible) else []
    return [(only[0], deducted)] if only and _may_hold(only, deducted) else None


def _recorded(facts: Facts, usage: Usage, draws: Sequence[Draw]) -> list[tuple[Lot, Fraction]] | None:
    """The draws as recorded; None when they do not add up to the deduction or name a lot that is not on record."""
    by_id = {lot.get("id"): lot for lot in reversed(facts.lots)}
    known = [(by_id[draw.lot], Fraction(draw.ptc)) for draw in draws if draw.get("lot") in by_id and draw.get("ptc")]
    return known if sum(ptc for _, ptc in known) == Fraction(usage.ptc_deducted) else None


def _may_have_been_drawn(facts: Facts, lot: Lot, usage: Usage) -> bool:
    """Not credited after the deduction, and not drawn empty by others."""
    deducted = usage.get("deducted_at")
    if lot.credited_at and deducted and lot.credited_at > deducted:
        return False
    others = (draw for one in facts.usage if one is not usage for draw in one.get("drawn_from") or ())
    by_others = sum(draw.get("ptc") or 0 for draw in others if draw.get("lot") == lot.get("id"))
    return lot.get("ptc") is None or by_others < lot.ptc


def _may_hold(lots: Sequence[Lot], deducted: Fraction) -> bool:
    return any(lot.get("ptc") is None for lot in lots) or sum(Fraction(lot.ptc) for lot in lots) >= deducted


def is_promotion_paid_for(lot: Lot) -> bool:
    """A promotion with a price, or with a charge and a price nobody recorded."""
    price = lot.get("price_paid")
    return lot.get("source") == "promo" and (bool(price) if price is not None else lot.charge_id is not None)


def is_given(lot: Lot) -> bool:
    """Anything of it gifted or got by a promotion: the lot as a whole, or a bonus inside it."""
    return lot.get("source") != "paid" or bool(lot.bonus_ptc_included)


def is_free(lot: Lot) -> bool:
    """Gifted, or got by a promotion without paying."""
    source = lot.get("source")
    return source == "gift" or (source == "promo" and not is_promotion_paid_for(lot))
