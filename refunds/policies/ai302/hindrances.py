"""Two reasons why a late application is for a supervisor: the platform's own delay, and its own closed channel."""

from datetime import date, datetime, timedelta

from refunds.calendars import UTC8, day_of
from refunds.policies.facts import Facts, Incident, PriorApplication
from refunds.policies.language import derived
from refunds.policies.settings import Terms
from refunds.policies.wording import when

CHANNEL_SERVICES = frozenset(
    {
        "email",
        "support_email",
        "contact_form",
        "live_chat",
        "support_chat",
        "in_platform_chat",
        "enterprise_wechat",
    }
)


@derived
def hindrance(facts: Facts, terms: Terms, last: date) -> str | None:
    """What kept the application from coming by its last day, as the rest of a sentence; None if nothing did."""
    for application in facts.prior_applications:
        if _used_up_the_window(facts, terms, application, last):
            decided = when(application.decided_at) if application.decided_at else "not to this day"
            made = f"of {when(application.submitted_at)} was" if application.get("submitted_at") else "may have been"
            return f"; an earlier application {made} in time but decided {decided}"
    closed = next((incident for incident in facts.incidents if _closed_a_channel(incident, last)), None)
    return f"; the official channel was down from {when(closed.get('start'))}" if closed else None


def _used_up_the_window(facts: Facts, terms: Terms, earlier: PriorApplication, last: date) -> bool:
    """An application made in time, decided after its own audit deadline and after the last day to apply."""
    submitted = earlier.get("submitted_at")
    decided = day_of(earlier.decided_at or facts.now)
    if decided <= last or earlier.order_number not in (None, facts.order.get("number")):
        return False
    if submitted is None:
        return True
    audit_due = terms.calendar.working_day_after(day_of(submitted), terms.audit_working_days)
    return day_of(submitted) <= last and audit_due is not None and decided > audit_due


def _closed_a_channel(incident: Incident, last: date) -> bool:
    """An official channel was down when the last day ended."""
    start, midnight = incident.get("start"), datetime.combine(last, datetime.min.time(), UTC8) + timedelta(days=1)
    if CHANNEL_SERVICES.isdisjoint(incident.services):
        return False
    return (start is None or start < midnight) and (incident.end is None or incident.end >= midnight)
