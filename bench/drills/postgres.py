"""A PostgreSQL of the drill's own: made, killed, started again, copied and thrown away. Never one that was there."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

from backoffice.embedded_postgres.programs import PostgresRefused, run, server_user

SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FORGETFUL = {**SAFE, "synchronous_commit": "off", "wal_writer_delay": "10s"}
"""Commits are answered before they are written down: what a drill about durability must notice."""

TRIES = 50
PATIENCE = 60.0
"""Seconds for a restored cluster to be writable."""


class DrillPostgres:
    """One cluster in a folder of its own, reached by a free port of loopback."""

    def __init__(self, **settings: str) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="refunds-drill-"))
        self.data, self.log = self.home / "data", self.home / "server.log"
        self.settings = SAFE | settings
        self.port = free_port()
        self.kills = 0
        owner = server_user()
        os.chown(self.home, owner.pw_uid, owner.pw_gid)
        self.home.chmod(0o755)  # the programs look for their files as another user

    @property
    def url(self) -> str:
        """For DATABASE_URL."""
        return f"postgres://drill@127.0.0.1:{self.port}/drill"

    def create(self) -> None:
        """A new cluster with an empty database, started."""
        run("initdb", "-D", self.data, "--username=drill", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self.start()
        run("createdb", *self._where(), "drill")

    def start(self) -> None:
        """Start the server; after a kill it replays its log first. Raises PostgresRefused."""
        settings = self.settings | {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "60",
            "logging_collector": "off",
            "restore_command": "false",
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        for left in reversed(range(TRIES)):
            try:
                run("pg_ctl", "start", "--wait", "--silent", "-D", self.data, "-l", self.log, "-o", options)
            except PostgresRefused:
                if not left:
                    raise
            else:
                return

    def kill(self) -> None:
        """kill -9 of the server with all that belongs to it, at once, as a machine does that loses power."""
        postmaster = self._postmaster()
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            process.send_signal(signal.SIGKILL)
        psutil.wait_procs(processes, timeout=30)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.kills += 1

    def backup(self) -> Path:
        """A copy of the whole cluster as of now, taken while it works (pg_basebackup)."""
        copy = self.home / "backup"
        run("pg_basebackup", *self._where(), "-D", copy, "--checkpoint=fast")
        return copy

    def restore(self, copy: Path) -> None:
        """Stop, and begin again from a copy, as a recovery of its own timeline: everything since is forgotten."""
        self.stop()
        shutil.rmtree(self.data)
        copy.rename(self.data)
        (self.data / "recovery.signal").touch()
        self.start()
        self._wait_until_recovered()

    def dump(self) -> Path:
        """The database as of now, taken while it works (pg_dump)."""
        dump = self.home / "drill.dump"
        run("pg_dump", *self._where(), "--format=custom", "--file", dump, "drill")
        return dump

    def load(self, dump: Path) -> None:
        """Drop the database, and begin again from a dump of it: everything since is forgotten."""
        run("dropdb", *self._where(), "--force", "drill")
        run("createdb", *self._where(), "drill")
        run("pg_restore", *self._where(), "--dbname=drill", "--exit-on-error", dump)

    def _wait_until_recovered(self) -> None:
        deadline = time.monotonic() + PATIENCE
        with psycopg.connect(self.url, autocommit=True) as connection:
            while connection.execute("SELECT pg_is_in_recovery()").fetchone() != (False,):
                if time.monotonic() > deadline:
                    raise TimeoutError("the restored cluster does not leave its recovery")
                time.sleep(0.1)

    def _where(self) -> tuple[str, ...]:
        return ("-h", "127.0.0.1", "-p", str(self.port), "-U", "drill")

    def stop(self) -> None:
        """Stop; connections are cut."""
        run("pg_ctl", "stop", "--wait", "--silent", "--mode=fast", "-D", self.data)

    def destroy(self) -> None:
        """Stop it and remove everything."""
        with suppress(PostgresRefused):
            self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _postmaster(self) -> psutil.Process:
        return psutil.Process(int((self.data / "postmaster.pid").read_text().splitlines()[0]))


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
