"""Chapter IV: the application, the platform's audit, the refund, and the rejection."""

from datetime import datetime

from refunds.calendars import END_OF_DAY
from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import listed, when

from .claims import UNOFFICIAL, brings_something_new, is_re_application, requested
from .deductions import audit_status, events
from .terms import policy
from .windows import windows


@policy.clause("302-IV.1", Kind.CONDITION, decides="D")
def application_incomplete(facts: Facts, terms: Terms) -> Answer:
    """Users must submit a refund application through official customer service channels (e.g., in-platform online chat,
    official Enterprise WeChat, or designated email). Please specify the requested refund amount, time of abnormal
    consumption, and problem description, accompanied by relevant supporting evidence;

    Applies when something is lacking; outside the official channels it is no application yet. A record that is named
    tells its own time.
    """
    if facts.claim.channel in UNOFFICIAL:
        said = f"the request came by {facts.claim.channel}, which is no official channel"
        return applies(said, items=("official_application",))
    submitted = facts.claim.submitted_at
    items = _not_stated(facts)
    if items:
        return applies(f"not stated: {listed(item.replace('_', ' ') for item in items)}", items=items)
    return does_not_apply(f"received {when(submitted)} by {facts.claim.channel} with amount, time and description")


def _not_stated(facts: Facts) -> tuple[str, ...]:
    claim, items = facts.claim, []
    if not requested(facts):
        items.append("requested_amount")
    unnamed = not claim.usage_ids and claim.get("time_given") is False
    if unnamed or any(event is None for _, event in events(facts)):
        items.append("event_time")
    described = claim.get("description_given")
    if described is False or (described is None and not claim.description):
        items.append("description")
    return tuple(items)


def audit_by(facts: Facts, terms: Terms) -> datetime | None:
    """When the audit is due, 24:00 of its last working day after the receipt; None beyond the published calendar."""
    due: datetime | None = terms.calendar.deadline(facts.claim.submitted_at, terms.audit_working_days, END_OF_DAY)
    return due


@policy.clause("302-IV.2", Kind.DUTY, decides="T")
def audit_in_working_days(facts: Facts, terms: Terms) -> Answer:
    """Upon receiving the application, the Platform will conduct a technical audit and information review within 3
    working days. The result will be communicated via the user’s provided contact information;

    Every application is audited, however clear the records. A breach is shown to staff and decides nothing.
    """
    if facts.claim.channel in UNOFFICIAL:
        return does_not_apply("nothing came through an official channel: the clock has not started")
    due, received = audit_by(facts, terms), when(facts.claim.submitted_at)
    if due is None:
        return not_known(f"received {received}; the published calendar does not reach the end of the audit", by=None)
    open_still = audit_status(facts) in (None, "pending")
    overdue = f"; not finished and overdue at {when(facts.now)}" if open_still and facts.now > due else ""
    return applies(f"received {received}, to be audited by {when(due)}{overdue}", by=due)


policy.declaration(
    "302-IV.3",
    "Equivalent to the original payment account",
    "If approved, the Platform will refund the equivalent amount of the abnormal PTC consumption to the user’s original"
    " payment account. The arrival time depends on the processing rules of the payment channel and bank, generally"
    " taking 1-7 working days;",
    Kind.ROUTE,
)


@policy.clause("302-IV.4", Kind.CONDITION, decides="D", title="Re-application without new materials")
def re_application_without_new_materials(facts: Facts, terms: Terms) -> Answer:
    """If the application materials are incomplete, the issue was not caused by Platform technical errors, or the
    application is overdue, the Platform will reject the request and provide specific reasons. Users may re-apply with
    additional materials (within 7 working days of the original event).

    A re-application needs something new. With a rejection: whether one can still apply again.
    """
    if is_re_application(facts) and not brings_something_new(facts):
        until = [window.end for window in windows(facts, terms)]
        days = terms.application_window_working_days
        said = "applied again without additional materials"
        return applies(said, items=("additional_evidence",), days=days, until=until)
    return does_not_apply("applied again with new materials" if is_re_application(facts) else "a first application")
