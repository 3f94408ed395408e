"""Can the database be used? Asked before the demo and the tests, so that they can say no in one line."""

from typing import Any

import psycopg
from django.db import connections

from backoffice.embedded_postgres.programs import PostgresRefused

OLDEST = 14  # the oldest PostgreSQL that Django 5.2 supports


def why_unusable() -> str | None:
    """Why the database cannot be used, in one line that says what to do; None when it can."""
    try:
        with psycopg.connect(**connection_arguments()) as connection:
            return why_too_old(connection.info.server_version)
    except PostgresRefused as refusal:
        return str(refusal)
    except psycopg.OperationalError as error:
        reason = str(error).splitlines()[0]
        return f"PostgreSQL refuses ({reason}): start it or correct DATABASE_URL, or unset it to use the embedded one."


def why_too_old(server_version: int) -> str | None:
    """The same for its version alone.

    :param server_version: as libpq counts, 130012 for PostgreSQL 13.12
    """
    major, minor = divmod(server_version, 10_000)
    if major < OLDEST:
        return f"PostgreSQL {major}.{minor} is too old: at least {OLDEST} is needed. Set DATABASE_URL to a newer one."
    return None


def connection_arguments(**instead: Any) -> dict[str, Any]:
    """How Django connects to its database, as arguments of `psycopg.connect`.

    :param instead: arguments to replace, such as `dbname="postgres"`
    """
    return connections["default"].get_connection_params() | {"cursor_factory": None, "context": None} | instead
