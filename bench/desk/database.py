"""The database of the benchmark: beside the one of DATABASE_URL, one for each size, kept until it is dropped."""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def choose(cases: int) -> str:
    """Point Django at the database of that size, before it is set up; its name."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        raise SystemExit("Set DATABASE_URL: the database of the benchmark is made beside the one it names.")
    parts = urlsplit(address)
    name = f"{parts.path.lstrip('/')}_desk_{cases}"
    os.environ.update(
        DATABASE_URL=urlunsplit(parts._replace(path=f"/{name}")),
        DJANGO_SETTINGS_MODULE="backoffice.settings.development",
        DATABASE_POOL_SIZE="12",
        LOG_LEVEL="CRITICAL",
        DEBUG="false",
    )
    return name


def make_anew(name: str) -> None:
    """An empty database of that name."""
    drop(name)
    _run("CREATE DATABASE {}", name)


def drop(name: str) -> None:
    """Give the disk back."""
    _run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _run(statement: str, name: str) -> None:
    server = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))  # type: ignore[arg-type]
