"""Rows of a model by a statement that is written once: for what workers and steps read again and again by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.transaction import TransactionManagementError
from psycopg.types.numeric import Int8

from accounts.prepared import preparing_cursor

M = TypeVar("M", bound=models.Model)
Converter = Callable[..., Any]
AS_READ = "_as_read"
"""On a row: its values as they were read, until it is stored or read again."""


class RowsOf(Generic[M]):
    """Rows of a model, whole, as its manager would give them.

    Django writes the statement of a query set anew each time, which takes twice as long as the answer of the database.
    model: whose rows. tail: what follows the table in the statement, with %s for each parameter.
    """

    def __init__(self, model: type[M], tail: str) -> None:
        self.model, self.tail = model, tail

    def __call__(self, *parameters: Any) -> list[M]:
        """The rows in the order of the statement."""
        return [self._row(values) for values in lines_of(self._statement, *parameters)]

    def first(self, *parameters: Any) -> M | None:
        """The first row, or None where there is none."""
        rows = self(*parameters)
        return rows[0] if rows else None

    @cached_property
    def _fields(self) -> Sequence[Any]:
        return self.model._meta.concrete_fields

    @cached_property
    def _statement(self) -> str:
        table = self.model._meta.db_table
        columns = ", ".join(f'"{table}"."{field.column}"' for field in self._fields)
        return f'SELECT {columns} FROM "{table}" {self.tail}'  # noqa: S608 - no part of it comes from outside

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._fields]

    @cached_property
    def _converters(self) -> list[tuple[int, Converter, Any]]:
        """What turns a column into a value, for the few kinds of columns that need it (JSON)."""
        found: Iterable[tuple[int, Any]] = enumerate(self._fields)
        return [(n, turn, field) for n, field in found for turn in field.get_db_converters(connection)]

    def _row(self, values: Sequence[Any]) -> M:
        if self._converters:
            values = list(values)
            for place, turn, field in self._converters:
                values[place] = turn(values[place], field.cached_col, connection)
        row = self.model.from_db(DEFAULT_DB_ALIAS, self._names, values)
        row.__dict__[AS_READ] = dict(zip(self._names, values, strict=True))
        return row


def lines_of(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """What a statement answers with, its text always the same; %s stands for each parameter."""
    with preparing_cursor() as cursor:
        # A plain integer would be sent in as few bytes as it takes, each size with a plan of its own.
        cursor.execute(statement, [Int8(given) if type(given) is int else given for given in parameters])
        lines: list[tuple[Any, ...]] = cursor.fetchall()
        return lines


def answer_of(statement: str, *parameters: Any) -> Any:
    """The one value of the one line that a statement answers with."""
    ((answer,),) = lines_of(statement, *parameters)
    return answer


class RowByKey(RowsOf[M]):
    """One row by its primary key. tail: what follows the condition."""

    def __init__(self, model: type[M], tail: str = "") -> None:
        super().__init__(model, f"WHERE {model._meta.pk.column} = %s {tail}")

    def get(self, pk: Any) -> M | None:
        """The row, or None where there is none. Raises ValueError for what is no key at all."""
        return self.first(self.model._meta.pk.get_prep_value(pk))


class LockedRows(RowsOf[M]):
    """Rows locked until the end of the transaction; outside of one they would be free again at once."""

    def __call__(self, *parameters: Any) -> list[M]:
        """The rows, locked. Raises TransactionManagementError outside a transaction."""
        if not connection.in_atomic_block:
            raise TransactionManagementError(f"{self.model._meta.object_name} is locked outside of a transaction")
        return super().__call__(*parameters)


class LockedRow(LockedRows[M], RowByKey[M]):
    """One row by its primary key, locked. tail: how, such as FOR UPDATE."""
