"""How old the open cases are."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from refunds.models import STOPPED, RefundCase
from refunds.reports.oversight.question import Question, Row
from refunds.reports.period import Period


class Age(NamedTuple):
    """Cases received between two ages; no end is any age above."""

    key: str
    label: Any
    begins: int
    ends: int | None

    def holds(self, now: dt.datetime) -> Q:
        """The cases of this age."""
        younger = Q(received_at__lte=now - dt.timedelta(days=self.begins)) if self.begins else Q()
        return younger & Q(received_at__gt=now - dt.timedelta(days=self.ends)) if self.ends is not None else younger


AGES = (
    Age("1", _("less than a day"), 0, 1),
    Age("2", _("1 to 2 days"), 1, 2),
    Age("7", _("2 to 7 days"), 2, 7),
    Age("14", _("7 to 14 days"), 7, 14),
    Age("30", _("14 to 30 days"), 14, 30),
    Age("more", _("more than 30 days"), 30, None),
)


def rows(period: Period, now: dt.datetime) -> list[Row]:
    """The open cases by age, those that are stopped beside the others, in one pass over the open ones."""
    going, stopped = ~Q(status__in=STOPPED), Q(status__in=STOPPED)
    asked = {f"a{age.key}": Count("pk", filter=age.holds(now) & going) for age in AGES}
    asked |= {f"s{age.key}": Count("pk", filter=age.holds(now) & stopped) for age in AGES}
    found = RefundCase.objects.open().aggregate(**asked)
    return [Row(age.key, age.label, (found[f"a{age.key}"], found[f"s{age.key}"])) for age in AGES]


def cases(key: str, period: Period, now: dt.datetime) -> QuerySet[Any]:
    """The open cases of an age, the oldest first."""
    age = next((age for age in AGES if age.key == key), None)
    found: QuerySet[Any] = RefundCase.objects.open().order_by("received_at", "pk")
    return found.filter(age.holds(now)) if age else found.none()


AGEING = Question(
    "ageing",
    _("Age of the open cases"),
    _("Since they came in, at this moment. Stopped are those under legal hold and in mediation."),
    (_("going on"), _("stopped")),
    rows,
    cases,
    drawn=2,
    of_now=True,
)
