"""Section 2: the situations in which a refund may be requested. At least one must be made out."""

from datetime import timedelta

from refunds.calendars import day_of
from refunds.policies.facts import Charge, Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import elapsed, listed, when

from .claims import (
    are_on_record,
    charges_captured,
    claimed_charges,
    established,
    legible_evidence,
    pleaded,
    taken_after_cancellation,
)
from .duplicates import claimed_duplicates, why_not_to_be_told
from .interruptions import interruptions, longest, services_bought
from .terms import policy
from .usage import first_unused_day, period_of


@policy.clause("S-2", Kind.CONDITION, decides="D")
def no_situation_pleaded(facts: Facts, terms: Terms) -> Answer:
    """You may request a refund in the following situations:

    A right to request, not to be paid: one of the situations below must be made out. Applies when none is pleaded.
    """
    clause = pleaded(facts)
    if clause is None:
        return applies("none of the situations of section 2 is pleaded")
    return does_not_apply(f"{facts.claim.ground} pleads {clause}")


def _by_finding(facts: Facts, subject: str, what: str) -> Answer:
    """What staff established settles it; until then nobody knows."""
    finding = established(facts, subject)
    if finding is None:
        evidence = legible_evidence(facts)
        return not_known(f"no finding on {what} yet; evidence sent: {listed(evidence)}")
    note = f": {finding.note}" if finding.note else ""
    if finding.result == "confirmed":
        return applies(f"{what} was confirmed{note}")
    if finding.result == "not_confirmed":
        return does_not_apply(f"{what} was not confirmed{note}")
    return not_known(f"{what} is {finding.result}{note}")


@policy.clause("S-2.1.a", Kind.GROUND, decides="T/H")
def service_unusable_or_defective(facts: Facts, terms: Terms) -> Answer:
    """Service cannot be used normally or has major defects

    A technical finding decides. A repaired interruption is regulated by S-2.1.c and is no defect of its own.
    """
    if established(facts, "service_defect") is None and _is_a_repaired_interruption(facts):
        return does_not_apply("the event was an interruption that is repaired, which S-2.1.c regulates")
    return _by_finding(facts, "service_defect", "a defect of the service")


def _is_a_repaired_interruption(facts: Facts) -> bool:
    event = facts.claim.get("event_at")
    spans = interruptions(facts) if facts.incidents and event else ()
    on_the_day = any(day_of(span.start) <= day_of(event) <= day_of(span.end) for span in spans)
    return on_the_day and not any(span.is_open for span in spans)


@policy.clause("S-2.1.b", Kind.GROUND, decides="H/T")
def results_differ_from_description(facts: Facts, terms: Terms) -> Answer:
    """Service results significantly differ from description"""
    return _by_finding(facts, "result_differs", "a significant difference from the description")


@policy.clause("S-2.1.c", Kind.GROUND, decides="D/T")
def interrupted_for_too_long(facts: Facts, terms: Terms) -> Answer:
    """Technical failures causing service interruption for more than 24 hours

    One continuous interruption of the service bought, overlapping records united, strictly longer, measured when the
    case is looked at. Incident records are conclusive once there are any.
    """
    if not facts.incidents:
        return not_known("no incident is on record")
    span, limit = longest(interruptions(facts)), terms.interruption_hours
    services = listed(sorted(services_bought(facts)))
    if span is None:
        return does_not_apply(f"the incidents on record were no technical failure of {services} since its purchase")
    said = f"{services} was interrupted from {when(span.start)} to {when(span.end)}, {elapsed(span.length)}"
    quoted = {"start": span.start, "end": span.end, "limit": limit}
    if span.length > timedelta(hours=limit):
        return applies(f"{said}; more than {limit} h", **quoted)
    if span.is_open:
        return not_known(f"{said} so far, still open; not more than {limit} h yet", **quoted)
    return does_not_apply(f"{said}; not more than {limit} h", **quoted)


@policy.clause("S-2.2.a", Kind.GROUND, decides="D/H")
def unauthorised_charge(facts: Facts, terms: Terms) -> Answer:
    """Unauthorized charges

    A finding of staff prevails over what the charge records say.
    """
    if established(facts, "unauthorised") is not None:
        return _by_finding(facts, "unauthorised", "the charge being unauthorised")
    charges = charges_captured(facts)
    if not charges and not are_on_record(facts):
        return not_known("the charges named are not on record")
    if not charges:
        return does_not_apply("no charge claimed was captured: no money was taken")
    found = unauthorised(charges)
    if found:
        return applies(f"recorded as not authorised: {listed(charge.id for charge in found)}")
    if unclear := [charge for charge in charges if charge.get("authorized") is None]:
        return not_known(f"whether these charges were authorised is not known: {listed(c.id for c in unclear)}")
    return does_not_apply(f"recorded as authorised: {listed(charge.id for charge in charges)}")


def unauthorised(charges: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """The charges recorded as not authorised."""
    return tuple(charge for charge in charges if charge.get("authorized") is False)


@policy.clause("S-2.2.b", Kind.GROUND, decides="D")
def duplicate_charge(facts: Facts, terms: Terms) -> Answer:
    """Duplicate charges

    Of the captured charges of the same order and the same period the earliest stays, the others are duplicates.
    """
    if why := why_not_to_be_told(facts):
        return not_known(why)
    found = claimed_duplicates(facts, terms)
    if found:
        said = listed(f"{charge.id} ({charge.amount}, {when(charge.captured_at)})" for charge in found)
        return applies(f"charged again for the same order and period: {said}")
    if any(charge.captured_at is None for charge in claimed_charges(facts)):
        return does_not_apply("the second charge was a hold that was never captured: nothing was taken twice")
    return does_not_apply("no charge claimed was taken again for what another had paid")


@policy.clause("S-2.2.c", Kind.GROUND, decides="D")
def remaining_fees_after_cancellation(facts: Facts, terms: Terms) -> Answer:
    """Remaining fees after service cancellation

    Both a charge taken after the cancellation and the unused rest of what was prepaid.
    """
    cancelled = facts.order.get("cancelled_at")
    if cancelled is None:
        return not_known("no cancellation is on record")
    charges = charges_captured(facts)
    after = [charge for charge in charges if taken_after_cancellation(facts, charge)]
    said = f"cancelled {when(cancelled)}"
    if after:
        return applies(f"{said}; charged afterwards: {listed(charge.id for charge in after)}", cancelled=cancelled)
    periods = [period for charge in charges or (None,) if (period := period_of(facts, charge))]
    last = max((end for _, end in periods), default=None)
    if last is not None and last <= first_unused_day(facts):
        return does_not_apply(f"{said}, when the paid period was over (before {last})", cancelled=cancelled)
    return applies(f"{said}, before the end of what was paid for", cancelled=cancelled)


@policy.clause("S-2.3.a", Kind.GROUND, decides="V")
def consumer_protection_law(facts: Facts, terms: Terms) -> Answer:
    """Other situations covered by consumer protection laws

    The possible right is named; a specialist applies it, never software.
    """
    finding = established(facts, "statutory_right")
    region = facts.customer.get("region") or "a country not known"
    note = f": {finding.note}" if finding and finding.note else ""
    if finding and finding.result == "not_confirmed":
        return does_not_apply(f"the right claimed does not exist{note}")
    if finding and finding.result == "approved":
        return applies(f"the right claimed was approved by a specialist{note}")
    return not_known(f"a right under the law of {region} may exist and needs a specialist{note}")


@policy.clause("S-2.3.b", Kind.GROUND, decides="H/V")
def approved_by_customer_service(facts: Facts, terms: Terms) -> Answer:
    """Reasonable refund requests approved by our customer service team

    The recorded approval is itself the ground; being dissatisfied is none.
    """
    finding = established(facts, "goodwill")
    note = f": {finding.note}" if finding and finding.note else ""
    if finding and finding.result == "approved":
        return applies(f"customer service approved the request{note}")
    if finding and finding.result == "not_confirmed":
        return does_not_apply(f"customer service declined the request{note}")
    return not_known(f"no approval by customer service is recorded{note}")
