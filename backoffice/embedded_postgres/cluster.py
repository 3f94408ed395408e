"""One data folder and the server that runs on it."""

import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any

import psycopg

from backoffice.embedded_postgres import postmaster
from backoffice.embedded_postgres.programs import PostgresRefused, run, server_user

DATABASE = "backoffice"  # there from the start
SOCKETS = "refunds-postgres-"  # how the folders of our sockets begin
SERVER_OPTIONS = {
    "listen_addresses": "",  # reached through its socket only
    "unix_socket_permissions": "0700",
    # A crash of the machine may lose the last moments of a demo, never its integrity.
    "synchronous_commit": "off",
}
# The same order of text on every machine, whatever its locale.
CREATION_OPTIONS = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


@dataclass(frozen=True)
class Cluster:
    """PostgreSQL's data below `home`, and the server on it.

    Its superuser is named as the user of this machine who made it, and only that user may connect (peer
    authentication): other users of the machine get in neither by the socket nor by the files.
    """

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    def connection(self, database: str) -> dict[str, Any] | None:
        """How to connect to a database of the running server, as psycopg's arguments; None while no server runs."""
        if sockets := postmaster.socket_folder(self.data):
            return {"host": str(sockets), "port": "5432", "user": _me(), "dbname": database}
        return None

    def start(self) -> None:
        """Have the server run with its database: on new data where there is none, and not twice.

        :raises PostgresRefused: when it cannot
        """
        if postmaster.socket_folder(self.data):
            return
        self._create()
        if left_behind := postmaster.forget_the_dead(self.data):
            _remove(left_behind)
        sockets = _private_folder()
        settings = SERVER_OPTIONS | {"unix_socket_directories": f'"{sockets}"'}
        options = " ".join("-c " + quote(f"{name}={value}") for name, value in settings.items())
        try:
            run("pg_ctl", "start", "--wait", "--silent", "-D", self.data, "-l", self.log, "-o", options)
        except PostgresRefused as refusal:
            _remove(sockets)
            raise PostgresRefused(f"PostgreSQL does not start ({self._last_logged()}): see {self.log}") from refusal
        self._ensure_database()

    def stop(self) -> None:
        """Stop the server if one runs. Connections are cut; everything committed is kept."""
        if sockets := postmaster.socket_folder(self.data):
            run("pg_ctl", "stop", "--wait", "--silent", "--mode=fast", "-D", self.data)
            _remove(sockets)

    def empty(self) -> None:
        """Drop the database with all that is in it, cut its connections, and make it anew. The server must run."""
        with self._administer() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self._ensure_database()

    def _ensure_database(self) -> None:
        with self._administer() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _create(self) -> None:
        owner = server_user()
        if self.data.exists():
            if self.data.stat().st_uid != owner.pw_uid:
                raise PostgresRefused(f"{self.data} belongs to another user: start as that user, or remove it.")
            return
        # Built beside its place and moved there when whole: a creation that was cut off must not look like data.
        unfinished = self.home / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        os.chown(unfinished, owner.pw_uid, owner.pw_gid)
        access = [f"--username={_me()}", "--auth-local=peer", "--auth-host=reject"]
        run("initdb", "-D", unfinished, *access, *CREATION_OPTIONS)
        unfinished.rename(self.data)

    def _administer(self) -> psycopg.Connection:
        connection = self.connection("postgres")
        if connection is None:
            raise PostgresRefused(f"No PostgreSQL runs on {self.data}.")
        return psycopg.connect(**connection, autocommit=True)

    def _last_logged(self) -> str:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return lines[-1] if lines else "it logs nothing"


def _private_folder() -> Path:
    """A new folder for the socket. Not below the data: the path of a socket may have 107 bytes at most."""
    folder = Path(tempfile.mkdtemp(prefix=SOCKETS))
    os.chown(folder, server_user().pw_uid, server_user().pw_gid)
    return folder


def _remove(sockets: Path) -> None:
    # Data that somebody ran with another PostgreSQL names a folder that is not ours, /tmp perhaps.
    if sockets.name.startswith(SOCKETS):
        shutil.rmtree(sockets, ignore_errors=True)


def _me() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name
