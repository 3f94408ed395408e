"""Chapter III: who may apply, until when, and with what. A condition applies where it is not met."""

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import Phrase, listed, phrase, when, word

from .claims import received_at
from .identity import lacking, why_not_the_applicant
from .losses import losses
from .terms import policy
from .windows import Timely, windows


@policy.clause("302-III.1", Kind.CONDITION, decides="D/H")
def identity_not_shown(facts: Facts, terms: Terms) -> Answer:
    """The applicant must be the real-name authenticated account holder and provide identification and top-up vouchers
    consistent with the account information;

    Looks at the applicant when applying, not when consuming. What is lacking is asked for; an applicant who is shown
    to be somebody else is not.
    """
    if why := why_not_the_applicant(facts):
        return applies(why, items=())
    items = lacking(facts, terms)
    if items:
        return applies(f"not shown: {listed(item.replace('_', ' ') for item in items)}", items=items)
    return does_not_apply("the applicant is the verified account holder; document and vouchers match the account")


@policy.clause("302-III.2", Kind.BAR, decides="D", bars=["302-II.*"])
def applied_too_late(facts: Facts, terms: Terms) -> Answer:
    """Refund applications must be submitted within 7 working days of the abnormal PTC consumption. Late applications
    will not be accepted;

    Each deduction on its own window, from the deduction on, in UTC+8 days with day 0 not counted, to 24:00 of the last
    day. No exception; whether the platform itself made it late is for a supervisor.
    """
    found = windows(facts, terms)
    said = f"applied {when(received_at(facts))}; {listed(window.sentence for window in found)}"
    if late := [window for window in found if window.timely is Timely.LATE]:
        return applies(
            said,
            events=[window.event for window in late],
            last=[window.last_day for window in late],
            applied=received_at(facts),
        )
    if any(window.timely is not Timely.IN_TIME for window in found):
        return not_known(said)
    return does_not_apply(said)


@policy.clause("302-III.3", Kind.CONDITION, decides="D/H")
def no_clear_evidence(facts: Facts, terms: Terms) -> Answer:
    """Clear and valid evidence of abnormal consumption must be provided, including but not limited to service operation
    logs, PTC consumption detail screenshots, and fault page screenshots;

    Examples, not a checklist. None is needed once the platform's own audit has confirmed the fault.
    """
    legible = [item.get("kind") or "evidence" for item in facts.claim.evidence if item.readable is not False]
    if legible:
        return does_not_apply(f"evidence that can be read was sent: {listed(legible)}")
    if losses(facts):
        return does_not_apply("the platform's own audit has confirmed the fault")
    said = "what was sent cannot be read" if facts.claim.evidence else "no evidence was sent"
    return applies(said, items=("evidence",))


@policy.clause("302-III.4", Kind.CONDITION, decides="D/V", bars=["302-II.*"])
def violation_on_record(facts: Facts, terms: Terms) -> Answer:
    """The account must have no record of violations (e.g., fraudulent billing, malicious exploitation of benefits, or
    unauthorized API use). The Platform reserves the right to refuse all refund applications if the account is in
    violation.

    Confirmed and current excludes; alleged, or cleared after the sanction was served, is for a supervisor; overturned
    is as if never recorded.
    """
    by_status: dict[str | None, list[Phrase]] = {}
    for violation in facts.customer.violations:
        said = phrase("{kind}, {at}", kind=word(violation.get("type") or "violation"), at=violation.recorded_at)
        by_status.setdefault(violation.get("status"), []).append(said)
    excluding = by_status.get("confirmed", [])
    if terms.cleared_violations == "reject":
        excluding = excluding + by_status.get("cleared", [])
    if excluding:
        return applies(f"on record: {listed(excluding)}", violations=excluding)
    doubtful = by_status.get("alleged", []) + by_status.get(None, [])
    if terms.cleared_violations == "supervisor":
        doubtful = doubtful + by_status.get("cleared", [])
    if doubtful:
        return not_known(f"alleged, or cleared since: {listed(doubtful)}")
    return does_not_apply("no violation is on record")
