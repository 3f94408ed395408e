"""How often people decided otherwise than the policy recommends, and in which direction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from refunds.models import Decision, Outcome, RefundCase, Ruling
from refunds.models.vocabulary import Recommendation
from refunds.reports.oversight.question import AT_MOST, Question, Row
from refunds.reports.oversight.workload import within
from refunds.reports.period import Period

FOLLOWED = "followed"


def decided(period: Period) -> QuerySet[Any]:
    """The decisions of the period, less those that were sent back."""
    found: QuerySet[Any] = Decision.objects.filter(within("prepared_at", period)).exclude(ruling=Ruling.DECLINED)
    return found.order_by()


def rows(period: Period, now: dt.datetime) -> list[Row]:
    """Those that followed, then each way of departing, the most frequent first."""
    ways = decided(period).values_list("departs", "evaluation__recommendation", "outcome").annotate(Count("pk"))
    followed, departed = 0, []
    for departs, recommended, outcome, count in ways:
        if departs:
            departed.append(Row(f"{recommended}-{outcome}", way(recommended, outcome), (count,)))
        else:
            followed += count
    departed.sort(key=lambda row: (-row.counts[0], row.key))
    return [Row(FOLLOWED, _("as recommended"), (followed,)), *departed[: AT_MOST - 1]]


def way(recommended: str, outcome: str) -> str:
    """What was recommended, and what was decided."""
    said = {"recommended": Recommendation(recommended).label, "decided": Outcome(outcome).label}
    return _("%(recommended)s → %(decided)s") % said


def cases(key: str, period: Period, now: dt.datetime) -> QuerySet[Any]:
    """The cases decided so, the latest first."""
    recommended, _dash, outcome = key.partition("-")
    so = Q(departs=False) if key == FOLLOWED else Q(departs=True, evaluation__recommendation=recommended)
    found = decided(period).filter(so if key == FOLLOWED else so & Q(outcome=outcome))
    rows: QuerySet[Any] = RefundCase.objects.filter(pk__in=found.values("case")).order_by("-pk")
    return rows


DEPARTURES = Question(
    "departures",
    gettext_lazy("Departures from the recommendation"),
    gettext_lazy("Decisions prepared in the period: what the policy recommended, and what was decided."),
    (gettext_lazy("decisions"),),
    rows,
    cases,
)
