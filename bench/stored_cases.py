"""Many stored cases with their frozen facts: copies of the public dossiers of the service policy, put in by COPY."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

from django.db import connection

from accounts.models import StaffMember
from bench.dossiers import documents
from refunds.models import Evaluation, RefundCase
from refunds.policies import evaluate, read

RECEIVED = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


class StoredCases:
    """Fills the tables up to a number of cases, with the rules of the database off meanwhile: nothing is decided."""

    def __init__(self, person: StaffMember, customer_id: int) -> None:
        self.person, self.customer_id, self.there = person, customer_id, 0
        rows = [one for one in documents() if one["policy"] == "service"]
        self.originals = [(one["now"], json.dumps(one["facts"]), evaluate(read(one))) for one in rows]

    def fill_up_to(self, number: int) -> None:
        """As many cases as that, each with one evaluation."""
        if number > self.there:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
                cursor.execute("SET statement_timeout = 0")  # a million rows take longer than any page may
                self._copy(cursor, "refunds_refundcase", CASE, self._cases(number))
                self._copy(cursor, "refunds_evaluation", EVALUATION, self._evaluations(number))
                cursor.execute("SET session_replication_role = DEFAULT")
                cursor.execute("ANALYZE refunds_refundcase, refunds_evaluation")
                cursor.execute("RESET statement_timeout")
            self.there = number

    def _copy(self, cursor: Any, table: str, known: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
        rest = REST[table]
        columns = ", ".join((*known, *rest))
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*row, *rest.values()))

    def _cases(self, number: int) -> Iterator[tuple[Any, ...]]:
        for key in range(self.there + 1, number + 1):
            name = f"RC-2025-{key:07d}"
            yield key, name, name, self.customer_id, RECEIVED + dt.timedelta(seconds=key)

    def _evaluations(self, number: int) -> Iterator[tuple[Any, ...]]:
        originals = islice(cycle(self.originals), self.there, None)
        for key, (now, facts, said) in zip(range(self.there + 1, number + 1), originals, strict=False):
            yield key, key, RECEIVED, self.person.pk, now, said.policy_version, said.recommendation, facts


CASE = ("id", "number", "door_reference", "customer_id", "received_at")
EVALUATION = ("id", "case_id", "at", "by_id", "as_of", "policy_version", "recommendation", "facts")


def unsaid(model: Any, known: tuple[str, ...], **values: Any) -> dict[str, Any]:
    """The other columns of a table with what stands in them where nothing is said."""
    found = {}
    for field in model._meta.concrete_fields:
        if field.column not in known:
            value = values.get(field.column, field.get_default())
            found[field.column] = field.get_db_prep_save(value, connection) if isinstance(value, list) else value
    return {column: json.dumps(value) if isinstance(value, dict) else value for column, value in found.items()}


REST = {
    "refunds_refundcase": unsaid(RefundCase, CASE, policy="service", door="bench", submitted_at=RECEIVED),
    "refunds_evaluation": unsaid(Evaluation, EVALUATION, document={}, facts_digest="0" * 64, currency=""),
}
