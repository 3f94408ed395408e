"""Cases decided under the same clauses, the latest first, and what became of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from refunds.admin.case_page.rulings import decided
from refunds.models import Decision, DecisionPart, Ruling, Stage
from refunds.money import Money

AT_MOST = 10


class Precedent(NamedTuple):
    """A first decision of another case. second: the decision of its secondary review; None where there was none."""

    decision: Decision
    amounts: list[Money]
    second: Decision | None


def precedents(decision: Decision) -> list[Precedent]:
    """Final first decisions of other cases that rest on all clauses of this one; none where it names none."""
    if not decision.clauses:
        return []
    return [precedent(one) for one in decided_alike(decision)[:AT_MOST]]


def decided_alike(decision: Decision) -> QuerySet[Any]:
    """The decisions, found by the index on their clauses."""
    standing = Decision.objects.filter(ruling__in=[Ruling.APPROVED, Ruling.NOT_NEEDED])
    alike = standing.filter(stage=Stage.FIRST, clauses__contains=decision.clauses).exclude(case=decision.case_id)
    parts = Prefetch("parts", DecisionPart.objects.order_by("pk"))
    seconds = Prefetch("case__decisions", standing.filter(stage=Stage.SECOND).order_by("pk"), to_attr="seconds")
    return alike.select_related("case").prefetch_related(parts, seconds).order_by("-pk")


def precedent(decision: Decision) -> Precedent:
    """One of them with its sums."""
    seconds: list[Decision] = decision.case.seconds  # type: ignore[attr-defined]  # prefetched
    later = [one for one in seconds if one.pk > decision.pk]
    return Precedent(decision, decided(decision, decision.case.policy).amounts, later[0] if later else None)
