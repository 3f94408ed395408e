"""The kept counts of the queues: make few rows of many, compare them with the cases, put them right."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

FOLD = """
WITH gone AS (DELETE FROM refunds_queuecount RETURNING status, assignee_id, cases)
INSERT INTO refunds_queuecount (status, assignee_id, cases)
SELECT status, assignee_id, sum(cases) FROM gone GROUP BY status, assignee_id HAVING sum(cases) <> 0
"""
DIFFERENCES = """
SELECT status, assignee_id, sum(counted)::bigint AS counted, sum(kept)::bigint AS kept FROM (
    SELECT status, assignee_id, count(*) AS counted, 0 AS kept FROM refunds_refundcase GROUP BY status, assignee_id
    UNION ALL
    SELECT status, assignee_id, 0, sum(cases) FROM refunds_queuecount GROUP BY status, assignee_id
) both_sides GROUP BY status, assignee_id HAVING sum(counted) <> sum(kept)
"""
REPAIR = f"""
WITH found AS ({DIFFERENCES}), put_right AS (
    INSERT INTO refunds_queuecount (status, assignee_id, cases) SELECT status, assignee_id, counted - kept FROM found
)
SELECT status, assignee_id, counted, kept FROM found ORDER BY status, assignee_id
"""  # noqa: S608 - both parts stand above


class Difference(NamedTuple):
    """A state and an assignee of which another number is kept than there are cases."""

    status: str
    assignee: int | None
    counted: int
    kept: int


def fold() -> None:
    """Add the rows of each count up.

    One statement, so that a reader sees the rows before or the row after. Two folds at once add up different rows: the
    second waits for those that the first deletes, and passes them over.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOLD)


def differences() -> list[Difference]:
    """Where the kept counts are not those of the cases; reads every case once."""
    return _found(f"{DIFFERENCES} ORDER BY status, assignee_id")


def repair() -> list[Difference]:
    """Put the counts right, and say what was wrong.

    Cases and counts are compared in one statement and thus at one instant: what others write meanwhile is in both or in
    neither, and nobody waits.
    """
    return _found(REPAIR)


def _found(statement: str) -> list[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [Difference(*row) for row in cursor.fetchall()]
