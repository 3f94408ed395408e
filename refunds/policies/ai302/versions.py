"""Which version of the policy governs: the one posted when the consumption happened (302-V.3). Drafts never count."""

from bisect import bisect_right
from datetime import datetime
from operator import itemgetter

from refunds.policies.facts import Facts, PolicyVersion
from refunds.policies.language import derived
from refunds.policies.settings import Terms

from .deductions import events
from .terms import policy

WINDOW = "application_window_working_days"


def posted_at(version: PolicyVersion) -> datetime | None:
    """When a version was posted, which is when it takes effect; None for a draft."""
    return None if version.get("status") == "draft" else version.posted_at or version.effective_from


@derived
def _posted(facts: Facts) -> list[tuple[datetime, PolicyVersion]]:
    """The versions posted, in the order of posting."""
    posted = [(since, version) for version in facts.policy_versions if (since := posted_at(version))]
    return sorted(posted, key=itemgetter(0))


def posted_by(facts: Facts, instant: datetime) -> PolicyVersion | None:
    """The version posted last up to an instant; None for the built-in one."""
    posted = _posted(facts)
    place = bisect_right(posted, instant, key=itemgetter(0))
    return posted[place - 1][1] if place else None


def event_of(facts: Facts) -> datetime:
    """The consumption that the case is about, the first of several; without one, when the claim was made."""
    known = [event for _, event in events(facts) if event is not None]
    return min(known) if known else facts.claim.get("submitted_at") or facts.now


def governing(facts: Facts) -> PolicyVersion | None:
    """The version in force at the consumption; None for the built-in one."""
    return posted_by(facts, event_of(facts)) if facts.policy_versions else None


def window_days(facts: Facts, terms: Terms, event: datetime) -> int:
    """The working days of the application window of one deduction, by the version posted when it happened."""
    if not facts.policy_versions:
        return int(terms.application_window_working_days)
    version = posted_by(facts, event)
    changed = (version.terms or {}) if version else {}
    return int(changed.get(WINDOW, policy.settings[WINDOW].default))
