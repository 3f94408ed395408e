"""Outages of the service bought: overlapping records united, each one continuous interruption."""

from datetime import datetime, timedelta
from typing import NamedTuple

from refunds.policies.facts import Facts, Incident
from refunds.policies.language import derived


class Interruption(NamedTuple):
    """One continuous outage, measured up to the instant the case is looked at while it is open."""

    start: datetime
    end: datetime
    is_open: bool

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def services_bought(facts: Facts) -> set[str]:
    """The service of the order and those of its lines that no partner supplies."""
    own = (line for line in facts.order.lines if not line.third_party)
    return {facts.order.service, *(name for line in own if (name := line.get("name")))}


def is_failure(incident: Incident) -> bool:
    """Whether an incident is a technical failure: maintenance that was announced is none, whoever caused the rest."""
    announced = incident.announced_at is not None and incident.announced_at <= incident.start
    return not (announced and incident.cause == "planned_maintenance")


@derived
def interruptions(facts: Facts) -> tuple[Interruption, ...]:
    """The interruptions of the service bought since its purchase, in order of time."""
    bought, since = services_bought(facts), facts.order.purchased_at
    spans = []
    for incident in facts.incidents:
        end = facts.now if incident.end is None else min(incident.end, facts.now)
        start = max(incident.start, since)
        if bought.intersection(incident.services) and is_failure(incident) and start < end:
            spans.append(Interruption(start, end, incident.end is None or incident.end > facts.now))
    return _united(sorted(spans))


def _united(spans: list[Interruption]) -> tuple[Interruption, ...]:
    united: list[Interruption] = []
    for span in spans:
        if united and span.start <= united[-1].end:
            last = united.pop()
            span = Interruption(last.start, max(last.end, span.end), last.is_open or span.is_open)
        united.append(span)
    return tuple(united)


def longest(spans: tuple[Interruption, ...]) -> Interruption | None:
    return max(spans, key=lambda span: span.length, default=None)
