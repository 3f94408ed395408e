"""What supports a claim, filed and looked at."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import NoSuchRow, lock_case
from refunds.models import Evidence, RefundCase
from refunds.operations.perform import perform
from refunds.operations.reassess import reassess
from refunds.operations.words import required


def add_evidence(case: RefundCase, kinds: Sequence[str], act: Act) -> list[Evidence]:
    """File what came, after what is on file. Nobody has looked yet whether it can be read. The case is locked."""
    last = case.evidence.aggregate(last=Max("position"))["last"] or 0
    return [
        Evidence.objects.record(
            act, case=case, position=position, kind=kind, received_at=act.at, recorded_by=act.by, readable=None
        )
        for position, kind in enumerate(kinds, start=last + 1)
    ]


def judge_evidence(evidence_id: int, *, readable: bool, note: str, act: Act) -> Evidence:
    """Say whether a piece of evidence can be read (302-III.3), and look at the case again. note: what is to be seen.

    Raises Refused for those who may not record findings on the case now.
    """
    with transaction.atomic():
        case_id = Evidence.objects.filter(pk=evidence_id).values_list("case_id", flat=True).first()
        if case_id is None:
            raise NoSuchRow(_("There is no evidence %s.") % evidence_id)
        case = lock_case(case_id)
        note = required(note, _("Say what is to be seen, or why it can't be read."))
        perform(case, "record_finding", act)
        evidence = Evidence.fetch(evidence_id)
        evidence.readable, evidence.note = readable, note
        evidence.save(act=act)
        reassess(case_id, act=act)
        return evidence
