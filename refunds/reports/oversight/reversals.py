"""How secondary reviews ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from refunds.models import Decision, RefundCase, Ruling, Stage
from refunds.reports.oversight.question import Question, Row
from refunds.reports.oversight.workload import within
from refunds.reports.period import Period

ENDS = {"overturned": (False, _("overturned")), "upheld": (True, _("upheld"))}


def decided(period: Period) -> QuerySet[Any]:
    """The second decisions of the period that stand."""
    found: QuerySet[Any] = Decision.objects.filter(within("prepared_at", period), stage=Stage.SECOND)
    return found.exclude(ruling=Ruling.DECLINED).order_by()


def rows(period: Period, now: dt.datetime) -> list[Row]:
    """How many were overturned and how many upheld."""
    found = dict(decided(period).values_list("upheld").annotate(Count("pk")))
    return [Row(key, label, (found.get(upheld, 0),)) for key, (upheld, label) in ENDS.items()]


def cases(key: str, period: Period, now: dt.datetime) -> QuerySet[Any]:
    """The cases whose review ended so, the latest first."""
    if key not in ENDS:
        return RefundCase.objects.none()
    found = decided(period).filter(upheld=ENDS[key][0])
    rows: QuerySet[Any] = RefundCase.objects.filter(pk__in=found.values("case")).order_by("-pk")
    return rows


REVERSALS = Question(
    "reversals",
    _("Secondary reviews"),
    _("Second decisions prepared in the period."),
    (_("reviews"),),
    rows,
    cases,
)
