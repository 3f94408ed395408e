"""What is established: outages, the audit, and findings of staff."""

from __future__ import annotations

from refunds.models import RefundCase
from refunds.operations.dossier.writing import Json, instant, name_of, stated


def incidents(case: RefundCase) -> list[Json]:
    """The outages put before the case, in their order."""
    return [
        stated(
            id=name_of(incident),
            services=incident.services,
            start=instant(incident.start),
            end=instant(incident.end),
            cause=incident.cause,
            announced_at=instant(incident.announced_at),
        )
        for incident in (row.incident for row in case.case_incidents.all())
    ]


def audit_facts(case: RefundCase) -> Json | None:
    """The latest technical audit; None where none was begun."""
    audits = list(case.audits.all())
    if not audits:
        return None
    audit = audits[-1]
    return stated(
        status=audit.status,
        abnormal_usage_ids=audit.abnormal_usage_ids,
        concluded_at=instant(audit.concluded_at),
        finding=audit.finding,
    )


def findings(case: RefundCase) -> list[Json]:
    """What staff established and did not retract."""
    return [stated(subject=row.subject, result=row.result, note=row.note) for row in case.findings.all()]
