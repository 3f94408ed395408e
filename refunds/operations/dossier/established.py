"""What is established: outages, the audit, findings of staff, and the versions of the policy."""

from __future__ import annotations

from refunds.models import PolicyVersion, RefundCase
from refunds.operations.dossier.rows import versions_of
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


def policy_versions(case: RefundCase) -> list[Json]:
    """The versions among which the policy finds the one that governs."""
    return [_version(version) for version in versions_of(case)]


def _version(version: PolicyVersion) -> Json:
    return stated(
        version=version.version,
        status=version.status,
        posted_at=instant(version.posted_at),
        notified_at=instant(version.notified_at),
        effective_from=instant(version.effective_from),
        effective_to=instant(version.effective_to),
        terms=version.terms or None,
    )
