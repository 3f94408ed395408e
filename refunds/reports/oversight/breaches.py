"""Which of our deadlines were kept and which were not, of the cases that came in during the period."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case, Count, DateTimeField, F, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from refunds.models import CLOSED, STOPPED, RefundCase
from refunds.reports.oversight.question import Question, Row
from refunds.reports.oversight.workload import within
from refunds.reports.period import Period


class Deadline(NamedTuple):
    """One clock of ours. due: its column; done: when what it asks for was done, as an expression."""

    key: str
    label: Any
    due: str
    done: Any


DEADLINES = (
    Deadline("first_response", _("first response"), "first_response_by", F("first_response_at")),
    Deadline("review", _("review"), "review_by", Min("decisions__prepared_at")),
    Deadline("audit", _("technical audit"), "audit_by", Max("audits__concluded_at")),
    Deadline("payout", _("payout"), "payout_by", Max("payouts__settled_at")),
)


def judged(deadline: Deadline, period: Period, now: dt.datetime) -> QuerySet[Any]:
    """The cases of the period with a deadline, and `ended`: when it was met, or up to when it runs.

    What nobody did on a case that is closed or stopped is no breach: nothing was owed any more.
    """
    rows = RefundCase.objects.filter(within("received_at", period), **{f"{deadline.due}__isnull": False})
    still = Case(
        When(status__in=[*CLOSED, *STOPPED], then=Value(None, output_field=DateTimeField())),
        default=Value(now, output_field=DateTimeField()),
    )
    found: QuerySet[Any] = rows.annotate(done=deadline.done).annotate(ended=Coalesce("done", still))
    return found


def rows(period: Period, now: dt.datetime) -> list[Row]:
    """For each deadline how many were missed and kept; one that is still running is neither."""
    return [row(deadline, period, now) for deadline in DEADLINES]


def row(deadline: Deadline, period: Period, now: dt.datetime) -> Row:
    """One of them."""
    kept = Q(done__isnull=False, done__lte=F(deadline.due))
    asked = judged(deadline, period, now).values("pk", "ended", "done", deadline.due)
    found = asked.aggregate(
        missed=Count("pk", filter=Q(ended__gt=F(deadline.due))), kept=Count("pk", filter=kept), every=Count("pk")
    )
    return Row(deadline.key, deadline.label, (found["missed"], found["kept"]))


def cases(key: str, period: Period, now: dt.datetime) -> QuerySet[Any]:
    """The cases that missed a deadline, the latest first."""
    deadline = next((one for one in DEADLINES if one.key == key), None)
    if deadline is None:
        return RefundCase.objects.none()
    missed = judged(deadline, period, now).filter(ended__gt=F(deadline.due))
    return missed.order_by("-received_at", "-pk")


BREACHES = Question(
    "breaches",
    _("Deadlines missed"),
    _("Of the cases that came in during the period. A breach is to be seen; it decides no refund."),
    (_("missed"), _("kept")),
    rows,
    cases,
    drawn=2,
)
