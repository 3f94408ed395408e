"""What staff establish about a case, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import circle, may
from refunds.locks import NoSuchRow, lock_case
from refunds.models import Finding, RefundCase
from refunds.models.vocabulary import FindingResult, FindingSubject
from refunds.operations.perform import Refused, perform
from refunds.operations.reassess import reassess
from refunds.operations.words import UnknownWord, required, word

EXCEPTIONS = (FindingSubject.STATUTORY_RIGHT, FindingSubject.GOODWILL, FindingSubject.SPECIAL_CIRCUMSTANCES)
"""What is granted, not found: only these can be approved (S-2.3.a, S-2.3.b, S-3.3.b)."""


@circle(_("Somebody else recorded this finding. Record your own, or ask a supervisor to take it back."))
def whose_finding(finding: Finding) -> set[int | None]:
    """The person who recorded the finding."""
    return {finding.recorded_by_id}


MAY_RETRACT = (
    may("refunds.work_refundcase", only=whose_finding)
    | may("refunds.audit_refundcase", only=whose_finding)
    | may("refunds.approve_above_limit_refundcase")
)


def record_finding(case_id: int, *, subject: str, result: str, note: str, act: Act) -> Finding:
    """Record what was established, and look at the case again.

    subject, result: words of FindingSubject and FindingResult; the latest finding on a subject counts. note: what it
    rests on. "approved" grants goodwill, a special circumstance or a right by law, and is a supervisor's. Raises
    Refused while the case is closed, on hold or awaiting approval: the facts under a decision don't move.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        about, found = word(FindingSubject, subject), word(FindingResult, result)
        approves = found == FindingResult.APPROVED
        if approves and about not in EXCEPTIONS:
            raise UnknownWord(_("“%s” can be found or not found, but nobody approves it.") % about.label)
        note = required(note, _("Say in the note what the finding rests on."))
        perform(case, "approve_exception" if approves else "record_finding", act)
        finding = add_finding(case, about, found, note, act)
        reassess(case_id, act=act)
        return finding


def retract_finding(finding_id: int, *, act: Act) -> Finding:
    """Take a mistaken finding back; it stays on record and counts no more. act.why is the reason. Raises Refused."""
    with transaction.atomic():
        case = lock_case(_case_of(finding_id))
        finding = Finding.fetch(finding_id)
        if finding.retracted_at is not None:
            raise Refused(_("This finding was taken back already."))
        why = required(act.why, _("Say why the finding is taken back."))
        if found := MAY_RETRACT.refusals(finding, act.by):
            raise Refused(*found)
        perform(case, "retract_finding", act)
        finding.retracted_at, finding.retracted_because = act.at, why
        finding.save(act=act)
        reassess(case.pk, act=act)
        return finding


def add_finding(case: RefundCase, subject: FindingSubject, result: FindingResult, note: str, act: Act) -> Finding:
    """Put a finding after those on file. The caller holds the case's lock and has checked the right."""
    last = case.findings.aggregate(last=Max("position"))["last"] or 0
    finding: Finding = Finding.objects.record(
        act,
        case=case,
        position=last + 1,
        subject=subject,
        result=result,
        note=note,
        recorded_by=act.by,
        recorded_at=act.at,
    )
    return finding


def _case_of(finding_id: int) -> int:
    case_id = Finding.objects.filter(pk=finding_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NoSuchRow(_("There is no finding %s.") % finding_id)
    return case_id
