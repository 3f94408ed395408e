"""What the tabs say: kept sums, and of what is due as many as one wants to know; one question at any size."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection
from django.utils.timezone import now

from refunds.admin.clock import SOON
from refunds.models import OPEN, CaseStatus

ENOUGH = 100
"""Deadlines are looked up one by one, so counting ends here: from there on they are 99+."""

OPEN_STATES = "(" + ", ".join(f"'{state}'" for state in OPEN) + ")"
COUNTED = """coalesce(sum(cases) FILTER (WHERE assignee_id = %(person)s), 0)::bigint,
       coalesce(sum(cases) FILTER (WHERE assignee_id IS NULL), 0)::bigint,
       coalesce(sum(cases) FILTER (WHERE status = %(approval)s), 0)::bigint,
       coalesce(sum(cases) FILTER (WHERE status = %(audit)s), 0)::bigint,
       coalesce(sum(cases), 0)::bigint, due, overdue"""
COUNTS_FROM = f"""FROM
    (SELECT count(*) AS due, count(*) FILTER (WHERE due_at < %(now)s) AS overdue
     FROM (SELECT due_at FROM refunds_refundcase WHERE status IN {OPEN_STATES} AND due_at < %(soon)s
           ORDER BY due_at LIMIT {ENOUGH}) next_due) deadlines
    LEFT JOIN refunds_queuecount ON status IN {OPEN_STATES}
GROUP BY due, overdue"""  # noqa: S608 - the states are our own constants


class Counts(NamedTuple):
    """How many cases each tab holds for a person; due and overdue count no further than ENOUGH."""

    mine: int
    unassigned: int
    approval: int
    audits: int
    open: int
    due: int
    overdue: int

    def of(self, key: str) -> str:
        """What stands on a tab; nothing on one that is not counted."""
        count = getattr(self, key, None)
        if count is None:
            return ""
        return f"{ENOUGH - 1}+" if key in ("due", "overdue") and count >= ENOUGH else str(count)


def counts_for(person: Any) -> Counts:
    """The counts of the moment; one that went wrong is put right at night (refunds.check_queue_counts)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COUNTED} {COUNTS_FROM}", asked_by(person))
        return Counts(*cursor.fetchone())


def asked_by(person: Any) -> dict[str, Any]:
    """The parameters of the counts for a person, at this moment."""
    at = now()
    return {
        "person": person.pk,
        "approval": CaseStatus.AWAITING_APPROVAL.value,
        "audit": CaseStatus.TECHNICAL_AUDIT.value,
        "soon": at + SOON,
        "now": at,
    }
