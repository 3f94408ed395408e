"""The frozen facts of stored cases, a chunk at a time: the memory it takes does not grow with their number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from refunds.models import RefundCase
from refunds.policies.versioning.batch import Snapshot

LATEST = """
SELECT c.id, c.number, e.as_of, e.facts::text,
       c.judged_under_id IS NOT NULL OR EXISTS (SELECT FROM refunds_documentedversion d WHERE d.case_id = c.id)
FROM refunds_refundcase c
CROSS JOIN LATERAL (
    SELECT as_of, facts FROM refunds_evaluation WHERE case_id = c.id ORDER BY at DESC, id DESC LIMIT 1
) e
WHERE c.policy = %s AND c.id > %s AND c.id <= %s AND (%s::timestamptz IS NULL OR c.received_at >= %s)
ORDER BY c.id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The facts by which each case of a policy was judged last, of the cases there are now.

    since: only cases received from then on.
    """

    policy: str
    since: dt.datetime | None
    last: int
    total: int

    @classmethod
    def of(cls, policy: str, since: dt.datetime | None) -> Snapshots:
        """The cases as they are now; those that come in later are left out."""
        cases = RefundCase.objects.filter(policy=policy, evaluations__isnull=False)
        if since is not None:
            cases = cases.filter(received_at__gte=since)
        last = cases.aggregate(last=Max("pk"))["last"] or 0
        return cls(policy, since, last, cases.distinct().count())

    def chunks(self, size: int) -> Iterator[list[Snapshot]]:
        """The snapshots in the order of their cases."""
        after = 0
        while rows := self._after(after, size):
            after = rows[-1][0]
            yield [Snapshot(*row[1:]) for row in rows]

    def _after(self, case_id: int, size: int) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(LATEST, [self.policy, case_id, self.last, self.since, self.since, size])
            return list(cursor.fetchall())
