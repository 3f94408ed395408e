"""The purchase limit of S-3.3.b, charge by charge, and the special circumstances that a supervisor weighs."""

from collections.abc import Iterable
from datetime import datetime, time

from refunds.calendars import at, days_after
from refunds.policies.facts import Charge, Facts
from refunds.policies.language import derived
from refunds.policies.settings import Terms
from refunds.policies.wording import when

from .claims import (
    charges_captured,
    established,
    first_submitted_at,
    pleaded,
    taken_after_cancellation,
)
from .interruptions import interruptions, longest
from .usage import unused

QUALITY = ("S-2.1.a", "S-2.1.b", "S-2.1.c")


def window_end(facts: Facts, terms: Terms, charge: Charge | None) -> datetime:
    """The last instant at which what a charge paid for can be claimed: each renewal is bought anew."""
    bought = charge.captured_at if charge and charge.captured_at else facts.order.purchased_at
    return days_after(bought, terms.purchase_limit_days)


@derived
def is_late(facts: Facts, terms: Terms, charge: Charge | None) -> bool:
    return first_submitted_at(facts) > window_end(facts, terms, charge)


def is_unrelated(facts: Facts, charge: Charge) -> bool:
    """The period a charge paid for had ended before the event claimed: it has nothing to do with the reason."""
    if pleaded(facts) not in QUALITY or charge.period is None:
        return False
    ended = at(charge.period.end, time(0))
    return ended <= first_submitted_at(facts) and ended <= facts.claim.event_at


def limited_charges(facts: Facts) -> tuple[Charge | None, ...]:
    """The claimed charges that the limit speaks of; None stands for a purchase whose charge is not in the dossier."""
    charges = charges_captured(facts)
    if charges and pleaded(facts) == "S-2.2.c":
        charges = tuple([charge for charge in charges if not taken_after_cancellation(facts, charge)])
    return charges or (None,)


def circumstances(facts: Facts, terms: Terms, charges: Iterable[Charge | None]) -> str | None:
    """Why special circumstances are in play for late charges, in words; None when they are not.

    Software raises the exception, it never grants it.
    """
    pleaded_ones = established(facts, "special_circumstances"), established(facts, "statutory_right")
    obstacle, right = (finding is not None and finding.get("result") != "not_confirmed" for finding in pleaded_ones)
    if obstacle:
        return "the customer pleads a concrete obstacle"
    if right:
        return "a right by law may require it"
    return next((why for charge in charges if (why := _of_charge(facts, terms, charge))), None)


def _of_charge(facts: Facts, terms: Terms, charge: Charge | None) -> str | None:
    plea, last = pleaded(facts), window_end(facts, terms, charge)
    if plea in QUALITY and not (charge and is_unrelated(facts, charge)):
        arose = _arose_at(facts, plea)
        if arose > last:
            return f"the reason arose {when(arose)}, after the limit"
    if plea == "S-2.2.c":
        rest = unused(facts, charge)
        if facts.order.cancelled_at and (rest is None or rest.share):
            return "a prepaid rest remains after the cancellation"
    return None


def _arose_at(facts: Facts, plea: str) -> datetime:
    outage = longest(interruptions(facts)) if plea == "S-2.1.c" and facts.incidents else None
    return max(outage.start, facts.claim.event_at) if outage else facts.claim.event_at
