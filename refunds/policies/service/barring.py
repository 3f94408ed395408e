"""Which bars reach which claimed charge: the table of grounds against bars, charge by charge."""

from functools import cache

from refunds.policies.evaluation import Finding
from refunds.policies.examination import Examination
from refunds.policies.facts import Charge

from .claims import (
    charges_captured,
    pleaded,
    taken_after_cancellation,
)
from .limits import is_late, is_unrelated
from .terms import policy

WHOLE = ("S-3.2.a", "S-3.2.b", "S-3.2.c", "S-3.3.a", "S-3.3.b")
PARTIAL = ("S-3.1.a", "S-3.1.b", "S-3.1.c", "S-3.4.a", "S-3.4.b")
USED = PARTIAL[:3]

AN_ORDINARY_PURCHASE = "S-2.1.a"
Claimed = Charge | None  # None stands for a purchase whose charge is not in the dossier


def claimed(case: Examination) -> tuple[Claimed, ...]:
    """The captured charges claimed, or None for a purchase without one."""
    return charges_captured(case.facts) or (None,)


def ground_of(case: Examination, charge: Claimed) -> str | None:
    """The ground by which a charge is judged against the bars.

    A charge that turns out to be authorised, or no duplicate, is an ordinary purchase; while that is open it is not.
    """
    plea = pleaded(case.facts)
    if plea in ("S-2.2.a", "S-2.2.b") and case.look_at(plea).excluded:
        return AN_ORDINARY_PURCHASE
    if plea == "S-2.2.c":
        prepaid = charge is None or taken_after_cancellation(case.facts, charge) is False
        known = case.facts.order.cancelled_at is not None
        return "S-2.2.c:prepaid" if prepaid and known else "S-2.2.c:afterwards"
    return plea


def bars_on(case: Examination, charge: Claimed, kinds: tuple[str, ...]) -> list[Finding]:
    """The findings on the bars of these kinds that the table lets reach a charge."""
    known = charge and charge.path, kinds
    found: list[Finding] | None = case.worked_out.get(known)
    if found is None:
        found = case.worked_out[known] = _bars_on(case, charge, kinds)
    return found


def _bars_on(case: Examination, charge: Claimed, kinds: tuple[str, ...]) -> list[Finding]:
    ground = ground_of(case, charge)
    if ground is None:
        return []
    found = []
    for id in _reaching(ground, kinds):
        finding = case.look_at(id)
        if id != "S-3.3.b" or finding.lacking or is_late(case.facts, case.terms, charge):
            found.append(finding)
    return found


@cache
def _reaching(ground: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The bars of these kinds that defeat a ground, by id."""
    return tuple([bar.id for bar in policy.bars_against(ground) if bar.id in kinds])


def charges_in_play(case: Examination) -> tuple[Charge, ...]:
    """The claimed charges left to decide on: not barred as a whole, and with something to do with the reason."""
    left = [charge for charge in claimed(case) if charge is not None and not barring(case, charge)]
    return tuple([charge for charge in left if not is_unrelated(case.facts, charge)])


def barring(case: Examination, charge: Claimed) -> list[Finding]:
    """The findings that bar a charge as a whole."""
    return [bar for bar in bars_on(case, charge, WHOLE) if bar.applies]
