"""The deductions claimed, and the technical audit that is about them."""

from datetime import datetime

from refunds.calendars import day_of
from refunds.policies.facts import Audit, Charge, Facts, Lot, Usage

from .claims import is_re_application


def claimed(facts: Facts) -> tuple[Usage, ...]:
    """The records of the deductions claimed, in the order of the claim.

    A claim that names none means those the audit confirmed, or else those of the day it states.
    """
    usage_ids, usage = facts.claim.usage_ids, facts.usage
    if len(usage_ids) == len(usage) == 1 and usage[0].get("id") == usage_ids[0]:
        return usage
    if usage_ids or not usage:
        return _records(facts, usage_ids)
    if confirmed := _records(facts, confirmed_ids(facts)):
        return confirmed
    event = facts.claim.get("event_at")
    return tuple(one for one in usage if event and _is_of_day(one, event))


def _records(facts: Facts, ids: tuple[str, ...]) -> tuple[Usage, ...]:
    by_id = {usage.get("id"): usage for usage in reversed(facts.usage)}
    return tuple(by_id[id] for id in dict.fromkeys(ids) if id in by_id)


def _is_of_day(usage: Usage, event: datetime) -> bool:
    deducted = usage.get("deducted_at")
    return deducted is not None and day_of(deducted) == day_of(event)


def name_of(record: Usage | Lot | Charge) -> str:
    """The id of a record in a sentence; its place in the dossier where it has none."""
    return record.get("id") or record.path


def events(facts: Facts) -> tuple[tuple[str | None, datetime | None], ...]:
    """Each deduction claimed with its instant; where there is no record of it, the time that the claim states."""
    stated = facts.claim.get("event_at")
    records = {name_of(usage): usage.get("deducted_at") or stated for usage in claimed(facts)}
    names = dict.fromkeys(facts.claim.usage_ids) or records
    return tuple((name, records.get(name, stated)) for name in names) or ((None, stated),)


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


def confirmed_ids(facts: Facts) -> tuple[str, ...]:
    """The deductions that the audit confirmed as abnormal."""
    audit = audit_of(facts)
    return audit.abnormal_usage_ids if audit is not None and audit.get("status") == "confirmed" else ()
