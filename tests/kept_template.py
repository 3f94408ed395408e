"""The migrated database of an earlier run, kept on the server and copied: migrating takes longer than most runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from backoffice.database import connection_arguments

ROOT = Path(__file__).parents[1]
SOURCES = ("accounts/migrations/*.py", "refunds/migrations/*.py", "accounts/*.py")
PACKAGES = ("django", "procrastinate", "django-axes")
"""Whatever else puts tables or rows into a new database."""

Connection = psycopg.Connection[tuple[object, ...]]


def digest() -> str:
    """What a migrated database depends on, as one value: another one means to migrate anew."""
    seen = hashlib.sha256(" ".join(version(package) for package in PACKAGES).encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        seen.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return seen.hexdigest()


def template_of(wanted: str) -> str:
    """The name of the template of the test databases with a name."""
    return f"{wanted}_template"


def copied(wanted: str, name: str) -> bool:
    """Make a test database anew as a copy of the template; false where there is none that fits."""
    template = template_of(wanted)
    with one_at_a_time(template) as connection:
        if not fits(connection, template):
            return False
        remove(connection, name)
        copy(connection, template, name)
        return True


def keep(wanted: str, name: str) -> None:
    """Keep a freshly migrated test database, to which nobody is connected, as the template of later runs."""
    template = template_of(wanted)
    with one_at_a_time(template) as connection:
        if not fits(connection, template):
            remove(connection, template)
            copy(connection, name, template)
            note = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(template), sql.Literal(digest()))
            connection.execute(note)


def drop(name: str) -> None:
    """Remove a test database at the end of its run."""
    with psycopg.connect(**connection_arguments(dbname="postgres"), autocommit=True) as connection:
        remove(connection, name)


@contextmanager
def one_at_a_time(template: str) -> Iterator[Connection]:
    """A connection, while no other run copies or replaces the template."""
    with psycopg.connect(**connection_arguments(dbname="postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [template])
        yield connection


def fits(connection: Connection, template: str) -> bool:
    """Whether the template was migrated by the very same sources."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    return connection.execute(query, [template]).fetchone() == (digest(),)


def copy(connection: Connection, source: str, name: str) -> None:
    """Copy a database to which nobody is connected."""
    words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    connection.execute(words.format(sql.Identifier(name), sql.Identifier(source)))


def remove(connection: Connection, name: str) -> None:
    """Remove a database, and whoever is still connected to it."""
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
