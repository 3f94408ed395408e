"""What is established or said when a case comes in: evidence, findings, the audit, versions, contacts and remarks."""

from __future__ import annotations

from refunds.models import Direction, DocumentedVersion, Evidence, Finding, Message, RefundCase, TechnicalAudit
from refunds.operations.platform_records import Report
from refunds.operations.platform_records.values import text
from refunds.policies import facts as said


def establish(case: RefundCase, facts: said.Facts, report: Report) -> None:
    """Record what a document brings along of the work done before."""
    _evidence(case, facts, report)
    _findings(case, facts, report)
    if facts.audit is not None:
        _audit(case, facts.audit, report)
    _versions(case, facts, report)


def write_down(case: RefundCase, facts: said.Facts, report: Report) -> None:
    """Keep the customer's words, and the contacts and remarks made elsewhere, as messages of the case."""
    claim, by = facts.claim, report.act.by
    if claim.description:
        Message.objects.create(
            case=case,
            direction=Direction.INBOUND,
            kind="claim",
            channel=text(claim, "channel"),
            by=by,
            at=claim.get("submitted_at") or report.act.at,
            body=claim.description,
        )
    for contact in facts.earlier_contacts:
        _contact(case, contact, Direction.INBOUND, report)
    for contact in facts.company_contacts:
        _contact(case, contact, Direction.OUTBOUND, report)
    for remark in facts.staff_notes:
        Message.objects.create(case=case, direction=Direction.NOTE, reported=True, by=by, body=remark)


def _contact(case: RefundCase, contact: said.Contact, direction: Direction, report: Report) -> None:
    Message.objects.create(
        case=case,
        direction=direction,
        reported=True,
        by=report.act.by,
        at=contact.get("at"),
        author=text(contact, "by"),
        kind=text(contact, "kind"),
        channel=text(contact, "channel"),
    )


def _evidence(case: RefundCase, facts: said.Facts, report: Report) -> None:
    for position, item in enumerate(facts.claim.evidence, 1):
        Evidence.objects.record(
            report.act,
            case=case,
            position=position,
            kind=text(item, "kind"),
            readable=item.readable,
            received_at=case.received_at,
            recorded_by=report.act.by,
        )


def _findings(case: RefundCase, facts: said.Facts, report: Report) -> None:
    for position, finding in enumerate(facts.findings, 1):
        Finding.objects.record(
            report.act,
            case=case,
            position=position,
            subject=text(finding, "subject"),
            result=text(finding, "result"),
            note=text(finding, "note"),
            recorded_by=report.act.by,
            recorded_at=report.act.at,
        )


def _audit(case: RefundCase, audit: said.Audit, report: Report) -> None:
    TechnicalAudit.objects.record(
        report.act,
        case=case,
        status=text(audit, "status"),
        asked_at=case.received_at,
        abnormal_usage_ids=list(audit.abnormal_usage_ids),
        finding=text(audit, "finding"),
        concluded_at=audit.concluded_at,
    )


def _versions(case: RefundCase, facts: said.Facts, report: Report) -> None:
    instants = ("posted_at", "notified_at", "effective_from", "effective_to")
    for position, version in enumerate(facts.policy_versions, 1):
        DocumentedVersion.objects.record(
            report.act,
            case=case,
            position=position,
            version=text(version, "version"),
            status=text(version, "status"),
            terms=dict(version.terms or {}),
            **{name: version.get(name) for name in instants},
        )
