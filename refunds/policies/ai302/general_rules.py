"""Chapter I: top-ups are not refundable once credited, and what was given for free has no refund value."""

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import Phrase, listed, phrase, when, word

from .claims import MOVING_THE_BALANCE, is_about_the_topup, plea
from .draws import Share, is_free, is_promotion_paid_for, losses_in_time, shares
from .losses import counted
from .records import name_of
from .terms import policy
from .topups import credited_lots, not_credited


@policy.clause("302-I.1", Kind.BAR, decides="D", title="Top-up was credited")
def topup_was_credited(facts: Facts, terms: Terms) -> Answer:
    """All top-up operations conducted through official platform channels are non-refundable once the amount has been
    credited. This includes, but is not limited to, accidental top-ups, excessive top-up amounts, or the user no longer
    requiring the Platform's services.

    The general rule, for claims about the top-up itself; a claim about PTC consumption goes by chapter II.
    """
    if not is_about_the_topup(facts):
        return does_not_apply("the claim is about the consumption of PTC, not about the top-up")
    if charges := not_credited(facts):
        return does_not_apply(f"never credited: {listed(map(name_of, charges))}")
    lots = credited_lots(facts)
    if not lots:
        return not_known("no top-up is on record as credited")
    said = listed(f"{name_of(lot)} on {when(lot.credited_at)}" for lot in lots)
    return applies(f"credited: {said}")


@policy.clause("302-I.2", Kind.BAR, decides="D")
def balance_paid_out_or_moved(facts: Facts, terms: Terms) -> Answer:
    """Top-up amounts can only be used to offset PTC (Platform Token Credits) consumption related to AI services within
    the Platform. They cannot be withdrawn, transferred, gifted to other accounts, or exchanged for cash.
    """
    if plea(facts) in MOVING_THE_BALANCE:
        return applies(f"the customer asks to {plea(facts)} the balance")
    return does_not_apply("nobody asks for the balance to be paid out or moved")


@policy.clause("302-I.3", Kind.BAR, decides="D/V", bars=["302-II.*"])
def drawn_from_gift_or_promotion(facts: Facts, terms: Terms) -> Answer:
    """Free PTC gifted by the Platform or PTC obtained through promotional activities are not eligible for any form of
    refund or compensation.

    Goes by the lots that were drawn from, in whatever order. A promotion that was paid for is for a supervisor.
    """
    drawn = shares(facts, losses_in_time(facts, terms))
    if drawn is None:
        return not_known("which lots the PTC were drawn from is not on record")
    if paid := [share for share in drawn if is_promotion_paid_for(share.lot)]:
        return not_known(f"drawn from a promotion that was paid for: {listed(name_of(share.lot) for share in paid)}")
    given = [said for share in drawn if (said := _given(share))]
    if given:
        return applies(f"no refund value: {listed(given)}", drawn=given)
    return does_not_apply("drawn from paid lots only")


def _given(share: Share) -> Phrase | None:
    """What of a share was given and not paid for, in words; None for nothing.

    The draw cannot be split inside a paid lot, so that the price is spread over the bonus in it.
    """
    lot = share.lot
    if is_free(lot):
        ptc, source = counted(share.ptc), word(lot.source)
        return phrase("{ptc} PTC of {lot} ({source})", ptc=ptc, lot=name_of(lot), source=source)
    if lot.bonus_ptc_included:
        bonus, ptc = counted(lot.bonus_ptc_included), counted(lot.get("ptc"))
        return phrase("{bonus} of the {ptc} PTC of {lot} (bonus)", bonus=bonus, ptc=ptc, lot=name_of(lot))
    return None
