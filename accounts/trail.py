"""The history of recorded rows, each entry copied by the database from the row as it was just stored."""

from __future__ import annotations

from functools import cache
from typing import Any

from simple_history.models import HistoricalRecords

from accounts.rows import lines_of


class Trail(HistoricalRecords):
    """The tables, managers and pages of django-simple-history, with entries that the database writes by itself.

    The library builds an instance of some forty values for each entry and has Django write its statement, which takes
    longer than storing the row. A copy made by the database also holds what its triggers made of the row.
    """

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Write the entry of a save: `signed` has put who, when and why on the row."""
        signature = (instance._history_date, instance._change_reason, history_type, instance._history_user.pk)
        lines_of(_copy_of(instance.__class__), *signature, instance.pk)


@cache
def _copy_of(model: type[Any]) -> str:
    history = model.history.model
    fields = history.tracked_fields
    kept = ", ".join(f'"{history._meta.get_field(field.name).column}"' for field in fields)
    there = ", ".join(f'"{field.column}"' for field in fields)
    return f"""
INSERT INTO "{history._meta.db_table}" ({kept}, history_date, history_change_reason, history_type, history_user_id)
SELECT {there}, %s::timestamptz, %s::text, %s::text, %s::bigint FROM "{model._meta.db_table}"
WHERE "{model._meta.pk.column}" = %s RETURNING history_id
"""  # noqa: S608 - no part of it comes from outside
