"""The one database, which is a PostgreSQL everywhere."""

from contextlib import suppress
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

EMBEDDED_DATABASE: dict[str, Any] = {"ENGINE": "backoffice.embedded_postgres", "NAME": "backoffice"}
POOL = {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8), "timeout": 10}

# A request that waits longer than this for a row lock, or holds a transaction open without working, gives up
# loudly instead of piling up behind it. `backoffice.migrating` lifts the limits while a migration runs.
CONNECTION_LIMITS = {
    "lock_timeout": "5s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}

# Compiling a statement takes longer than any answer that somebody waits for here, and tables that were not analysed
# yet make PostgreSQL think that it pays.
PLANNING = {"jit": "off"}


def database(pool: dict[str, int] | None) -> dict[str, Any]:
    """Django's setting for the database at DATABASE_URL, or for the embedded one where that is not set.

    :param pool: sizes (connections) and timeout (seconds) of the psycopg pool of each process; None for no pool
    :raises ImproperlyConfigured: when DATABASE_URL is not the address of a PostgreSQL
    """
    url = env.str("DATABASE_URL", default="")
    connection = _named_by(url) if url else EMBEDDED_DATABASE
    limits = " ".join(f"-c {name}={value}" for name, value in (CONNECTION_LIMITS | PLANNING).items())
    # Only the statements of accounts/prepared.py are ever prepared: the cursors of the ORM send theirs as text.
    options = {"connect_timeout": 5, "prepare_threshold": 1, **connection.get("OPTIONS", {})}
    options["options"] = f"{limits} {options.get('options', '')}".strip()
    if pool:
        options["pool"] = pool
    # The pool keeps connections itself and refuses CONN_MAX_AGE; the health check spares the requests after a
    # restart of the server the connections it broke.
    return {**connection, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _named_by(url: str) -> dict[str, Any]:
    with suppress(ValueError):
        if url.startswith(("postgres://", "postgresql://")) and (named := env.db_url_config(url))["NAME"]:
            return named
    raise ImproperlyConfigured(
        "DATABASE_URL is not the address of a PostgreSQL: postgres://user:password@host:5432/name"
    )
