"""The limits of a connection, and the migration that may take longer."""

import pytest
from django.db import connection

from backoffice import migrating

pytestmark = pytest.mark.django_db


def limit(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def test_a_request_waits_five_seconds_for_a_lock_and_half_a_minute_for_an_answer() -> None:
    assert (limit("lock_timeout"), limit("statement_timeout")) == ("5s", "30s")
    assert limit("idle_in_transaction_session_timeout") == "1min"


def test_a_migration_takes_the_time_it_needs_but_does_not_wait_for_locks() -> None:
    migrating.lift_limits(using="default")

    assert (limit("statement_timeout"), limit("idle_in_transaction_session_timeout")) == ("0", "0")
    assert limit("lock_timeout") == "5s"


def test_after_the_migration_the_limits_hold_again() -> None:
    migrating.lift_limits(using="default")
    migrating.restore_limits(using="default")

    assert (limit("statement_timeout"), limit("idle_in_transaction_session_timeout")) == ("30s", "1min")
