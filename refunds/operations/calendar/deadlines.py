"""Deadlines of open cases worked out anew after the calendar changed: where they were not known, or were wrong."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.acts import Act
from refunds.locks import lock_case
from refunds.models import OPEN, CaseStatus, Evaluation, Outcome, RefundCase, Ruling
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.assess import assess, clocks_of, show
from refunds.operations.judging import judge_again
from refunds.operations.working_calendar import working_calendar


def work_deadlines_out_anew(*, act: Act) -> list[int]:
    """Bring the deadlines of every open case up to date with the calendar as it is; the keys of those that changed.

    A case that is being examined is evaluated anew. One that rests on a decision keeps the evaluation that was decided
    on, and only its clocks move. One case at a time is locked, so that nobody waits for all of them.
    """
    version = working_calendar().version
    cases = RefundCase.objects.filter(status__in=OPEN).order_by("pk").values_list("pk", flat=True)
    return [case_id for case_id in cases if _brought_up_to_date(case_id, version, act)]


def _brought_up_to_date(case_id: int, version: str, act: Act) -> bool:
    with transaction.atomic():
        case = lock_case(case_id)
        latest: Evaluation | None = case.current_evaluation
        if latest is None or latest.calendar_version == version or case.status not in OPEN:
            return False
        if case.status in UNDER_EXAMINATION:
            return _examined_anew(case, latest, act)
        return show(case, _clocks(case, latest), act)


def _examined_anew(case: RefundCase, latest: Evaluation, act: Act) -> bool:
    if judge_again(latest).as_document() == latest.document:
        return False
    assess(case.pk, act=act)
    return True


def _clocks(case: RefundCase, latest: Evaluation) -> dict[str, dt.datetime | None]:
    """The clocks by the evaluation as it was; that of the payout begins with the approval."""
    clocks = clocks_of(judge_again(latest).deadlines)
    granted = case.decisions.filter(ruling=Ruling.APPROVED).exclude(outcome=Outcome.REJECT)
    if case.status == CaseStatus.APPROVED and (decision := granted.order_by("-ruled_at", "-pk").first()):
        clocks["payout_by"] = judge_again(decision.evaluation, decision.ruled_at).deadlines.get("payout_by")
    return clocks
