"""The history of recorded rows, each entry copied by the database from the row as it was just stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from simple_history.models import HistoricalRecords

from accounts.rows import AS_READ, lines_of

SIGNATURE = "%s::timestamptz, %s::text, %s::text, %s::bigint"
UNCHANGING = frozenset({type(None), bool, int, str, Decimal, dt.date, dt.datetime})
MISSING = object()
CHANGED = "~"


class Trail(HistoricalRecords):
    """The tables, managers and pages of django-simple-history, with entries that the database writes by itself.

    The library builds an instance of some forty values for each entry and has Django write its statement, which takes
    longer than storing the row. A copy made by the database also holds what its triggers made of the row.
    """

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Write the entry of a new row; that of a change is written with the change."""
        if history_type != CHANGED:
            enter(instance, history_type)


def signature_of(instance: Any, history_type: str) -> tuple[Any, ...]:
    """Who, when and why, as `signed` has put them on the row, for the columns of SIGNATURE."""
    return instance._history_date, instance._change_reason, history_type, instance._history_user.pk


def enter(instance: Any, history_type: str) -> None:
    """Write the entry of a row as it is stored."""
    lines_of(_copy_of(instance.__class__), *signature_of(instance, history_type), instance.pk)


def change(instance: Any, values: Sequence[tuple[models.Field, Any]]) -> bool:
    """Store new values of a row and the entry of its history by one statement; false where the row isn't there."""
    statement = _change_of(instance.__class__, tuple(field for field, _value in values))
    stored = [field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS]) for field, value in values]
    return bool(lines_of(statement, *stored, instance.pk, *signature_of(instance, CHANGED)))


def altered(instance: Any, values: Sequence[tuple[models.Field, Any, Any]]) -> list[tuple[models.Field, Any]]:
    """The values that are others than were read; all where that isn't known, or where one may change in its place."""
    read = instance.__dict__.get(AS_READ, {})
    return [
        (field, value)
        for field, _none, value in values
        if (before := read.get(field.attname, MISSING)) != value or type(before) not in UNCHANGING
    ]


@cache
def _copy_of(model: type[Any]) -> str:
    there, entry = _columns(model)
    table, key = model._meta.db_table, model._meta.pk.column
    return f'{entry} SELECT {SIGNATURE}, {there} FROM "{table}" WHERE "{key}" = %s RETURNING history_id'  # noqa: S608


@cache
def _change_of(model: type[Any], fields: tuple[models.Field, ...]) -> str:
    there, entry = _columns(model)
    table, key = model._meta.db_table, model._meta.pk.column
    stored = ", ".join(f'"{one.column}" = %s' for one in fields)
    return f"""
WITH changed AS (UPDATE "{table}" SET {stored} WHERE "{key}" = %s RETURNING {there})
{entry} SELECT {SIGNATURE}, {there} FROM changed RETURNING history_id
"""  # noqa: S608 - no part of it comes from outside


def _columns(model: type[Any]) -> tuple[str, str]:
    """The columns of a row that its history keeps, and the beginning of the statement that writes an entry."""
    history = model.history.model
    fields = history.tracked_fields
    kept = ", ".join(f'"{history._meta.get_field(field.name).column}"' for field in fields)
    signature = "history_date, history_change_reason, history_type, history_user_id"
    there = ", ".join(f'"{field.column}"' for field in fields)
    return there, f'INSERT INTO "{history._meta.db_table}" ({signature}, {kept})'
