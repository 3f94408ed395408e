"""Who has how much: open cases now, and what was prepared and ruled on in the period."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import StaffMember
from refunds.models import OPEN, Decision, QueueCount, RefundCase
from refunds.reports.oversight.question import AT_MOST, Question, Row
from refunds.reports.period import Period

NOBODY = "nobody"


def rows(period: Period, now: dt.datetime) -> list[Row]:
    """Everybody with an open case or a decision, who has most first; the cases that nobody has come last."""
    has = dict(
        QueueCount.objects.filter(status__in=OPEN)
        .values_list("assignee")
        .annotate(cases=Sum("cases"))
        .filter(cases__gt=0)
    )
    prepared = counted("prepared_by", within("prepared_at", period))
    ruled = counted("ruled_by", within("ruled_at", period))
    people = sorted({*has, *prepared, *ruled} - {None}, key=lambda pk: (-has.get(pk, 0), -prepared[pk], pk))[:AT_MOST]
    names = StaffMember.objects.in_bulk(people)
    found = [Row(str(pk), str(names[pk]), (has.get(pk, 0), prepared[pk], ruled[pk])) for pk in people if pk in names]
    unassigned = has.get(None, 0)
    return [*found, Row(NOBODY, _("nobody"), (unassigned, 0, 0))] if unassigned else found


def cases(key: str, period: Period, now: dt.datetime) -> QuerySet[Any]:
    """The open cases of somebody, what is due first on top."""
    mine = Q(assignee__isnull=True) if key == NOBODY else Q(assignee=key if key.isdecimal() else None)
    found: QuerySet[Any] = RefundCase.objects.open().filter(mine).order_by("due_at", "-pk")
    return found if key == NOBODY or key.isdecimal() else found.none()


def counted(who: str, when: Q) -> Counter[Any]:
    """Decisions of a period by person."""
    return Counter(dict(Decision.objects.filter(when).order_by().values_list(who).annotate(Count("pk"))))


def within(field: str, period: Period) -> Q:
    """An instant of the period."""
    return Q(**{f"{field}__gte": period.start, f"{field}__lt": period.end})


WORKLOAD = Question(
    "workload",
    gettext_lazy("Work by person"),
    gettext_lazy("Open cases of this moment; decisions prepared and ruled on in the period."),
    (gettext_lazy("open now"), gettext_lazy("prepared"), gettext_lazy("ruled on")),
    rows,
    cases,
)
