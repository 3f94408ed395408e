"""Django on the embedded server."""

import subprocess
from collections.abc import Iterator

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from backoffice.embedded_postgres import base
from backoffice.embedded_postgres.cluster import Cluster
from backoffice.embedded_postgres.lease import release
from backoffice.settings.databases import EMBEDDED_DATABASE


@pytest.fixture
def connection(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    monkeypatch.setattr(base, "CLUSTER", Cluster(tmp_path))
    connection = ConnectionHandler({"default": EMBEDDED_DATABASE})["default"]
    yield connection
    connection.close()
    release(base.CLUSTER)


def test_connecting_starts_the_server(connection: BaseDatabaseWrapper, django_db_blocker) -> None:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")

        assert cursor.fetchone() == ("backoffice",)


def test_dbshell_opens_the_same_database(connection: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.get_connection_params()  # starts the server, by running programs
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **options: commands.append(command))

    connection.client.runshell([])

    (psql,) = commands
    assert (psql[0], psql[-1]) == ("psql", "backoffice")
    assert any("refunds-postgres-" in argument for argument in psql)
