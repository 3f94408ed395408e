"""What waits for an approval, the most urgent first, with what keeps this person from giving it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.db.models import F

from refunds.admin.case_page.rulings import Decided, decided
from refunds.models import CaseStatus, Decision, Outcome, Ruling
from refunds.operations.approve_several import AT_MOST
from refunds.operations.objections import objections_to

KEY = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


class Waiting(NamedTuple):
    """One decision that waits, and why this person can't approve it; nothing speaks against it where there is none."""

    decided: Decided
    off: list[str]

    @property
    def key(self) -> str:
        """What the form sends: the case and the decision that was looked at."""
        return f"{self.decided.decision.case_id}-{self.decided.decision.pk}"


def waiting_for(person: Any) -> list[Waiting]:
    """The refunds that wait, as many as can be approved in one go. Rejections are confirmed one by one."""
    decisions = (
        Decision.objects.filter(ruling=Ruling.PENDING, case__status=CaseStatus.AWAITING_APPROVAL)
        .exclude(outcome=Outcome.REJECT)
        .select_related("case__customer", "prepared_by")
        .prefetch_related("parts")
        .order_by(F("case__due_at").asc(nulls_last=True), "case_id")[:AT_MOST]
    )
    return [Waiting(decided(one, one.case.policy), objections_to(person, one)) for one in decisions]


def chosen(sent: list[str]) -> list[tuple[int, int]]:
    """The cases and decisions that a form names. Raises ValueError for anything else."""
    found = [KEY.fullmatch(one) for one in sent]
    if not all(found):
        raise ValueError("not the keys of cases and decisions")
    return [(int(key[1]), int(key[2])) for key in found if key]
