"""Outages on record."""

from __future__ import annotations

from refunds.locks import lock_name
from refunds.models import Incident
from refunds.operations.platform_records.report import Report, take_over
from refunds.operations.platform_records.values import text
from refunds.policies import facts as said


def record_incident(facts: said.Incident, report: Report) -> Incident:
    """The incident's row as the platform now reports it: it may end, its cause may be found. Raises Refused."""
    reference = report.reference(facts)
    lock_name("incident", reference)
    reported = {
        "services": list(facts.services),
        "start": facts.get("start"),
        "end": facts.get("end"),
        "cause": text(facts, "cause"),
        "announced_at": facts.get("announced_at"),
    }
    incident = Incident.objects.filter(reference=reference, reference_given=True).first()
    if incident is None:
        given = facts.get("id") is not None
        new: Incident = report.new(Incident, reference=reference, reference_given=given, **reported)
        return new
    report.store(incident, changed=take_over(incident, reported, report, fixed=["start"]))
    return incident
