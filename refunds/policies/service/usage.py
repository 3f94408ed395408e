"""What was used and what is left: by quota where there is one, by days of the period, or by items of a pack."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from refunds.calendars import day_of, in_china
from refunds.policies.facts import Charge, Facts, Quota, QuotaGrant, Usage
from refunds.policies.language import derived
from refunds.policies.wording import Phrase, phrase

from .claims import places, result_of

DAYS_LEFT = "{left} of {days} days unused, from {begins}"


class Unused(NamedTuple):
    """The part of what was paid for that is left, and how it was measured: as a phrase, and in English."""

    share: Fraction
    sentence: Phrase
    said: str


def left_over(left: Decimal | int, whole: Decimal | int, sentence: Phrase) -> Unused:
    """What is left of a whole that is not nothing, with the sentence that says so."""
    (over, of), (whole_over, whole_of) = left.as_integer_ratio(), whole.as_integer_ratio()
    return Unused(Fraction(over * whole_of, of * whole_over), sentence, str(sentence))


def is_failed(task: Usage) -> bool:
    """A task of the platform's own failing: it used nothing up, unless the customer kept what it made."""
    failed = task.get("status") in ("failed", "interrupted", "frozen") and task.get("effective_result") is not True
    return failed and task.cause != "user" and not task.downloaded


def is_defective(facts: Facts, task: Usage) -> bool:
    """An output that is itself the proven defect; a download stays excluded."""
    return (
        result_of(facts, "result_differs") == "confirmed"
        and task.get("effective_result") is False
        and not task.downloaded
    )


def completed_tasks(facts: Facts) -> tuple[Usage, ...]:
    """The tasks completed with an effective result."""
    completed = [task for task in facts.usage if task.get("status") == "completed"]
    return tuple([task for task in completed if task.get("effective_result") is not False])


def downloaded_items(facts: Facts) -> tuple[Usage, ...]:
    return tuple([task for task in facts.usage if task.get("downloaded")])


@derived
def spared(facts: Facts) -> tuple[Usage, ...]:
    """The failed tasks and the defective outputs: what they took from the quota does not count as used."""
    return tuple([task for task in facts.usage if is_failed(task) or is_defective(facts, task)])


@derived
def consumed(facts: Facts, quota: Quota) -> Decimal:
    """The units the customer really consumed."""
    recorded = min(quota.consumed, quota.granted)
    return max(recorded - sum([task.units for task in spared(facts)]), Decimal(0))


@derived
def grants(facts: Facts) -> Mapping[int, QuotaGrant]:
    """The quotas that single charges granted, by the place of the charge."""
    return {grant.charge: grant for grant in facts.quota_grants}


def grant_of(facts: Facts, charge: Charge) -> QuotaGrant | None:
    """The quota that one charge granted."""
    return grants(facts).get(places(facts)[charge])


def unused_of_grant(grant: QuotaGrant) -> Unused:
    used = min(grant.consumed, grant.granted)
    left, granted = grant.granted - used, grant.granted
    said = phrase("{left} of {granted} of its own quota unused", left=left, granted=granted)
    return left_over(left, granted, said) if granted else left_over(1, 1, said)


@derived
def unused(facts: Facts, charge: Charge | None) -> Unused | None:
    """What is left of the order, for a charge; None when there are no records to measure it by."""
    if by_quota := _unused_quota(facts):
        return by_quota
    if facts.order.get("kind") == "one_off" and facts.usage:
        return _unused_items(facts)
    period = period_of(facts, charge)
    return _unused_days(facts, *period) if period else _unused_items(facts)


@derived
def _unused_quota(facts: Facts) -> Unused | None:
    quota = facts.quota
    if quota is None or not quota.granted:
        return None
    left = quota.granted - consumed(facts, quota)
    return left_over(left, quota.granted, phrase("{left} of {granted} units unused", left=left, granted=quota.granted))


def _unused_days(facts: Facts, first: date, end: date) -> Unused:
    """Whole days of the period left over; `end` is the day after its last."""
    begins = first_unused_day(facts)
    days, left = (end - first).days, max((end - max(first, begins)).days, 0)
    return left_over(left, days, phrase(DAYS_LEFT, left=left, days=days, begins=begins))


@derived
def _unused_items(facts: Facts) -> Unused | None:
    """Items of a pack not taken; an entry of the usage is one item unless it says how many it was."""
    items = sum(task.items_total or 1 for task in facts.usage)
    if not items:
        return None
    left = items - sum(_taken(facts, task) for task in facts.usage)
    return left_over(left, items, phrase("{left} of {items} items not taken", left=left, items=items))


def _taken(facts: Facts, task: Usage) -> int:
    if task.items_total is not None and task.items_delivered is not None:
        return min(task.items_delivered, task.items_total)
    return 0 if is_failed(task) or is_defective(facts, task) else task.items_total or 1


def period_of(facts: Facts, charge: Charge | None) -> tuple[date, date] | None:
    """The first day of the paid period and the day after its last, in UTC+8; None when there is no period."""
    if charge is not None and charge.period is not None:
        return charge.period.start, charge.period.end
    period = facts.order.period
    if period is None:
        return None
    first, last = day_of(period.start), day_of(period.end)
    return (first, last) if first < last else None


def first_unused_day(facts: Facts) -> date:
    """The first day that was not used: after the cancellation, or after the day of the request."""
    cancelled = facts.order.cancelled_at
    if cancelled is None:
        return day_of(facts.claim.submitted_at) + timedelta(days=1)
    return first_day_after(cancelled)


def first_day_after(instant: datetime) -> date:
    """The first whole day from an instant on; an instant at 00:00 begins one."""
    local = in_china(instant)
    return local.date() if local.time() == time(0) else local.date() + timedelta(days=1)
