"""A database for one benchmark, made on the server of DATABASE_URL and dropped at its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextmanager
def own_database(suffix: str) -> Iterator[str]:
    """The address of a new database, named after the one of DATABASE_URL; Django is told before it is set up."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        raise SystemExit("Set DATABASE_URL: the database of the benchmark is made beside the one it names.")
    parts = urlsplit(address)
    name = f"{parts.path.lstrip('/')}_{suffix}"
    server = urlunsplit(parts._replace(path="/postgres"))
    drop, create = (
        sql.SQL(text).format(sql.Identifier(name)) for text in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}")
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(create)
    try:
        os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        yield os.environ["DATABASE_URL"]
    finally:
        os.environ["DATABASE_URL"] = address
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
