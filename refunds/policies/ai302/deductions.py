"""The deductions claimed, and the technical audit that is about them."""

from datetime import datetime

from refunds.calendars import day_of
from refunds.policies.facts import Audit, Facts, Usage
from refunds.policies.language import derived

from .claims import is_re_application
from .records import name_of, usage_by_id


@derived
def claimed(facts: Facts) -> tuple[Usage, ...]:
    """The records of the deductions claimed, in the order of the claim.

    A claim that names none means those the audit confirmed, or else those of the day it states.
    """
    if named := dict.fromkeys(facts.claim.usage_ids):
        by_id = usage_by_id(facts)
        return tuple(by_id[id] for id in named if id in by_id)
    confirmed = confirmed_ids(facts)
    if found := tuple(usage for id, usage in usage_by_id(facts).items() if id in confirmed):
        return found
    event = facts.claim.get("event_at")
    return tuple(usage for usage in facts.usage if event and _is_of_day(usage, event))


@derived
def claimed_names(facts: Facts) -> tuple[str, ...]:
    return tuple(name_of(usage) for usage in claimed(facts))


def _is_of_day(usage: Usage, event: datetime) -> bool:
    deducted = usage.get("deducted_at")
    return deducted is not None and day_of(deducted) == day_of(event)


@derived
def events(facts: Facts) -> tuple[tuple[str | None, datetime | None], ...]:
    """Each deduction claimed with its instant, or that which the claim states.

    A record that does not say when it was, one of several, is not of the one time stated for all of them.
    """
    stated = facts.claim.get("event_at")
    records = {name_of(usage): usage.get("deducted_at") for usage in claimed(facts)}
    names = list(dict.fromkeys(facts.claim.usage_ids) or records)
    if len(names) <= 1:
        return ((names[0], records.get(names[0]) or stated),) if names else ((None, stated),)
    return tuple((name, records.get(name, stated)) for name in names)


@derived
def audit_of(facts: Facts) -> Audit | None:
    """The technical audit of this application. One concluded before a re-application arrived was of the earlier one."""
    audit = facts.audit
    if audit is None or not is_re_application(facts) or audit.concluded_at is None:
        return audit
    submitted = facts.claim.get("submitted_at")
    return audit if submitted is None or audit.concluded_at >= submitted else None


def audit_status(facts: Facts) -> str | None:
    """pending, confirmed, not_platform_fault or inconclusive; None while no audit has begun."""
    audit = audit_of(facts)
    status: str | None = None if audit is None else audit.get("status")
    return status


@derived
def confirmed_ids(facts: Facts) -> frozenset[str]:
    """The deductions that the audit confirmed as abnormal."""
    audit = audit_of(facts)
    return frozenset(audit.abnormal_usage_ids if audit is not None and audit.get("status") == "confirmed" else ())
