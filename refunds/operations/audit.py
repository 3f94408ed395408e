"""The technical audit: asked for by who works on the case, concluded by somebody else (S-2.1.a, 302-IV.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import Sentence
from refunds.locks import lock_case
from refunds.models import AuditedDeduction, DeductionFinding, RefundCase, TechnicalAudit
from refunds.models.vocabulary import AuditStatus, FindingResult, FindingSubject, Ground, PolicyId
from refunds.operations.findings import add_finding
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.reassess import reassess
from refunds.operations.words import UnknownWord, required, word

ESTABLISHES = {
    AuditStatus.CONFIRMED: FindingResult.CONFIRMED,
    AuditStatus.NOT_PLATFORM_FAULT: FindingResult.NOT_CONFIRMED,
}
"""What an audit establishes in a case of the service policy; one without a result establishes nothing."""


class Found(NamedTuple):
    """What the auditor found about one deduction in the file. usage_id: its reference; suggested: by the records."""

    usage_id: str
    suggested: DeductionFinding
    found: DeductionFinding
    remark: str = ""


def start_audit(case_id: int, *, question: str, act: Act) -> TechnicalAudit:
    """Ask the technical auditors. question: what they are to find out. Raises Refused."""
    with transaction.atomic():
        case = lock_case(case_id)
        question = required(question, _("Write what the auditors are to find out."))
        perform(case, "start_audit", act)
        audit: TechnicalAudit = TechnicalAudit.objects.record(act, case=case, asked_at=act.at, question=question)
        reassess(case_id, act=act)
        return audit


def conclude_audit(
    case_id: int,
    *,
    result: str,
    abnormal_usage_ids: Sequence[str] = (),
    finding: str,
    deductions: Sequence[Found] = (),
    act: Act,
) -> TechnicalAudit:
    """Sign what the audit found; the case goes back to review and is looked at again.

    result: confirmed, not_platform_fault or inconclusive. abnormal_usage_ids: ids of usage records in the file, needed
    to confirm abnormal consumption (302-II). finding: the auditor's words. For the service policy, which knows no
    audits but asks for a technical finding, the result is recorded as one (S-2.1.a, S-2.1.b). deductions: what was
    found about each of them, kept with the audit. Raises Refused, also for the assignee and for whoever asked: four
    eyes.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        if found := [
            *refusals(case, "conclude_audit", act.by),
            *_contradictions(case, _result(result), abnormal_usage_ids),
            *_other_deductions(abnormal_usage_ids, deductions),
        ]:
            raise Refused(*found)
        finding = required(finding, _("Write what the audit found."))
        perform(case, "conclude_audit", act)
        audit = _sign(case.audits.get(status=AuditStatus.PENDING), _result(result), abnormal_usage_ids, finding, act)
        _keep(case, audit, deductions)
        _establish(case, audit, act)
        reassess(case_id, act=act)
        return audit


def _result(result: str) -> AuditStatus:
    status = word(AuditStatus, result)
    if status == AuditStatus.PENDING:
        raise UnknownWord(_("An audit is not concluded with “%s”.") % status.label)
    return status


def _contradictions(case: RefundCase, result: AuditStatus, usage_ids: Sequence[str]) -> list[Sentence]:
    """What keeps the result from being told as it is."""
    filed = set(case.case_usage.values_list("usage__reference", flat=True))
    found: list[Sentence] = [
        _("Usage record %s is not in the file of this case.") % id for id in usage_ids if id not in filed
    ]
    confirmed = result == AuditStatus.CONFIRMED
    if confirmed and case.policy == PolicyId.AI302 and not usage_ids:
        found.append(_("Name the usage records whose consumption was abnormal: only those are refunded (302-II)."))
    if not confirmed and usage_ids:
        found.append(_("Abnormal usage records are named only where the audit confirms them."))
    return found


def _other_deductions(abnormal: Sequence[str], deductions: Sequence[Found]) -> list[Sentence]:
    """What is said of each deduction has to be what the audit confirms as a whole."""
    found = {one.usage_id for one in deductions if one.found == DeductionFinding.ABNORMAL}
    return [
        _("Usage record %s is found abnormal in one place and not in the other.") % id
        for id in sorted(found.symmetric_difference(abnormal) if deductions else ())
    ]


def _keep(case: RefundCase, audit: TechnicalAudit, deductions: Sequence[Found]) -> None:
    filed = {row.usage.reference: row.usage for row in case.case_usage.select_related("usage")}
    for one in deductions:
        AuditedDeduction.objects.create(
            audit=audit, usage=filed[one.usage_id], suggested=one.suggested, found=one.found, remark=one.remark
        )


def _sign(
    audit: TechnicalAudit, result: AuditStatus, usage_ids: Sequence[str], finding: str, act: Act
) -> TechnicalAudit:
    audit.status, audit.abnormal_usage_ids, audit.finding = result, list(usage_ids), finding
    audit.auditor, audit.concluded_at = act.by, act.at
    audit.save(act=act)
    return audit


def _establish(case: RefundCase, audit: TechnicalAudit, act: Act) -> None:
    """Record the finding that the service policy asks for; of a result that differs where that is what is pleaded."""
    result = ESTABLISHES.get(AuditStatus(audit.status))
    if case.policy != PolicyId.SERVICE or result is None:
        return
    differs = case.ground == Ground.RESULTS_DIFFER
    add_finding(
        case, FindingSubject.RESULT_DIFFERS if differs else FindingSubject.SERVICE_DEFECT, result, audit.finding, act
    )
