"""Can the database be used? The answer is one line."""

import pytest
from django.db import connections

from backoffice import database
from backoffice.embedded_postgres.programs import PostgresRefused


def test_postgresql_14_and_later_will_do() -> None:
    assert database.why_too_old(140_000) is None
    assert database.why_too_old(180_004) is None


def test_an_older_one_is_named_with_what_is_needed() -> None:
    assert database.why_too_old(130_012) == (
        "PostgreSQL 13.12 is too old: at least 14 is needed. Set DATABASE_URL to a newer one."
    )


def test_a_server_that_does_not_answer_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = {"host": "127.0.0.1", "port": 1, "dbname": "refunds", "connect_timeout": 2}
    monkeypatch.setattr(connections["default"], "get_connection_params", lambda: nowhere)

    why = database.why_unusable()

    assert why is not None
    assert why.startswith('PostgreSQL refuses (connection failed: connection to server at "127.0.0.1", port 1')
    assert why.endswith("start it or correct DATABASE_URL, or unset it to use the embedded one.")
    assert "\n" not in why


def test_an_embedded_server_that_cannot_start_gives_its_own_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PostgresRefused("The disk is full.")

    monkeypatch.setattr(connections["default"], "get_connection_params", refuse)

    assert database.why_unusable() == "The disk is full."


@pytest.mark.django_db
def test_the_database_of_the_tests_can_be_used() -> None:
    assert database.why_unusable() is None
