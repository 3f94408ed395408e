"""Step 9, the amount: what the audit still has to say, what a supervisor decides, otherwise what is due."""

from collections.abc import Mapping, Sequence

from refunds.money import Money
from refunds.policies.evaluation import (
    APPROVE,
    APPROVE_PARTIAL,
    NEEDS_SUPERVISOR,
    NEEDS_TECHNICAL_AUDIT,
    REJECT,
    Verdict,
)
from refunds.policies.examination import Examination
from refunds.policies.language import applies, not_known
from refunds.policies.wording import listed

from .claims import requested
from .deductions import claimed
from .doubts import about_the_equivalents, about_the_sources
from .draws import Share, is_free, losses_in_time, shares
from .equivalent import Equivalent, equivalents
from .records import charges_by_id


def what_is_due(case: Examination) -> Verdict:
    """9. The equivalent of the abnormal PTC, each currency for itself, to the charges that paid for the lots."""
    facts, losses = case.facts, losses_in_time(case.facts, case.terms)
    if not losses:
        case.cite_bars("302-II")
        return _decided(case, [])
    drawn = shares(facts, losses)
    if drawn is None or any(not share.lot.get("ptc") for share in drawn if not is_free(share.lot)):
        case.record("302-IV.3", not_known("how many PTC were drawn from which lots has to be found out"))
        return Verdict(NEEDS_TECHNICAL_AUDIT)
    if not case.look_at("302-I.3").excluded:
        case.cite_bars("302-I.3")
    return _of_paid_lots(case, [share for share in drawn if not is_free(share.lot)])


def _of_paid_lots(case: Examination, paid: Sequence[Share]) -> Verdict:
    """What a supervisor decides, otherwise the equivalents."""
    facts, due = case.facts, list[Equivalent]()
    doubts = about_the_sources(facts, paid)
    if not doubts:
        due = equivalents(facts, case.terms, paid)
        doubts = about_the_equivalents(facts, due)
    if doubts:
        case.record("302-IV.3", not_known(f"for a supervisor: {listed(doubts)}"))
        return Verdict(NEEDS_SUPERVISOR)
    return _decided(case, due)


def _decided(case: Examination, due: Sequence[Equivalent]) -> Verdict:
    """Everything asked is granted, or less, or nothing is left."""
    granted = {one.amount.currency: one.amount for one in due if one.amount}
    wanted = requested(case.facts) or granted
    recommendation = REJECT if not granted else APPROVE if granted == wanted else APPROVE_PARTIAL
    _cite_what_reduces(case, recommendation, granted, wanted)
    steps = tuple(step for one in sorted(due, key=lambda one: bool(one.amount)) for step in one.steps)
    if not granted:
        return Verdict(REJECT, calculation=steps)
    payouts = tuple(payout for one in due for payout in one.payouts)
    first = charges_by_id(case.facts)[payouts[0].charge_id]
    amount = next(iter(granted.values())) if len(granted) == 1 else None
    case.currency = amount.currency if amount else None
    paid, entitled = list(granted.values()), [one.entitled for one in due if one.entitled]
    said = f"granted {listed(paid)}" if paid == entitled else f"granted {listed(paid)} of {listed(entitled)} due"
    case.record("302-IV.3", applies(said, amount=paid, days=case.terms.payout_working_days))
    return Verdict(recommendation, (), amount, payouts, first.get("method"), steps)


def _cite_what_reduces(
    case: Examination, recommendation: str, granted: Mapping[str, Money], wanted: Mapping[str, Money]
) -> None:
    """302-V.1 with everything less than asked, beside the bars that do the reducing (302-I.3 and III.2 are cited)."""
    if case.applies("302-II") and not (recommendation == APPROVE and _only_originals(case)):
        case.cite_bars("302-II")
    if recommendation != APPROVE:
        asked, left = (listed(amounts.values() or ["nothing"]) for amounts in (wanted, granted))
        said = f"requested {asked}, consumed abnormally and not given back yet {left}"
        case.record("302-V.1", applies(said))
        case.cite_bars("302-V.1")


def _only_originals(case: Examination) -> bool:
    """What the audit did not confirm are the originals of claimed duplicates, named to show the pair."""
    originals = {usage.duplicate_of for usage in claimed(case.facts)}
    return set(case.look_at("302-II").quoted["deductions"]) <= originals
