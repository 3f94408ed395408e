"""The statements of every page are planned once for a connection, and answer as all others do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from accounts.prepared import preparing_cursor
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_each_page_asks_for_session_and_person_by_prepared_statements(desk: Desk) -> None:
    desk("mei").client.get("/admin/")

    assert any("FROM django_session" in statement for statement in prepared())
    assert any("FROM accounts_staffmember" in statement for statement in prepared())


def test_answers_have_the_values_that_were_asked_for() -> None:
    at = now()
    for number in range(8):  # the server plans anew for the first five
        with preparing_cursor() as cursor:
            cursor.execute("SELECT %s::int + 1, %s::timestamptz, %s::text", [number, at, "a%b"])
            assert cursor.fetchone() == (number + 1, at, "a%b")
    assert isinstance(at, dt.datetime)


def test_what_is_asked_is_counted_and_refused_like_every_other_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1) as asked, preparing_cursor() as cursor:
        cursor.execute("SELECT %s::int", [1])
    assert asked[0]["sql"] == "SELECT %s::int"
    with pytest.raises(DatabaseError), transaction.atomic(), preparing_cursor() as cursor:
        cursor.execute("SELECT %s::int / 0", [1])
