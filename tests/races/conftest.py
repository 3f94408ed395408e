"""Races need rows that are really committed: other threads and processes see no transaction of the test's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction

KEPT = [
    "accounts_statetransition",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "refunds_historicalproviderrule",
    "refunds_providerrule",
]
"""What migrations put there."""


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database without a transaction around the test; emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        empty()
        connections.close_all()


def empty() -> None:
    """Delete what the test left, in any order: what keeps rows from being deleted is off meanwhile.

    The timetable of a worker that runs while the clock strikes leaves rows that point at its jobs.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables_with_rows(cursor):
            cursor.execute(f"DELETE FROM {table}")


def tables_with_rows(cursor: Any) -> list[str]:
    """The tables that hold something, but for what migrations put there."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)", [KEPT])
    some = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for (name,) in cursor.fetchall()]
    cursor.execute(" UNION ALL ".join(some))
    return [name for (name,) in cursor.fetchall()]
