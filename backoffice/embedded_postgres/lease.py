"""Who uses the server: each process that does holds a shared lock on one file, for as long as it lives."""

import atexit
import fcntl
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from backoffice.embedded_postgres.cluster import Cluster
from backoffice.embedded_postgres.programs import PostgresRefused

PATIENCE = 30  # seconds for a keeper to come or to have stopped the server

_leases: dict[Cluster, IO[str]] = {}
_employed: dict[Cluster, int] = {}  # process ids of keepers that are our children

# A fork shares our lock without asking for it; were it to give the lock up at its own end, it would do so for us.
os.register_at_fork(after_in_child=_leases.clear)


def hold(cluster: Cluster) -> None:
    """Have the server run from now until this process ends, and on while others use it.

    :raises PostgresRefused: when it cannot run
    """
    if cluster not in _leases:
        _leases[cluster] = _take_lease(cluster)
        atexit.register(release, cluster)
    with locked(cluster.home / "start.lock", fcntl.LOCK_EX):
        if not has_keeper(cluster):
            _employ_keeper(cluster)  # before there is a server, which could come up and then turn out unusable
        cluster.start()


def release(cluster: Cluster) -> None:
    """Use the server no longer. The last to say so returns when it has stopped."""
    lease = _leases.pop(cluster, None)
    if lease is None:
        return
    last = _may_lock(lease, fcntl.LOCK_EX)
    lease.close()
    if last:
        _wait_until(lambda: not has_keeper(cluster))
        if keeper := _employed.pop(cluster, None):
            os.waitpid(keeper, 0)


def _take_lease(cluster: Cluster) -> IO[str]:
    try:
        cluster.home.mkdir(parents=True, exist_ok=True)
        # Waits while a keeper, who has the lock alone, is stopping the server.
        return locked(users_of(cluster), fcntl.LOCK_SH)
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        raise PostgresRefused(
            f"The embedded PostgreSQL cannot write its files ({reason}): was it another user's?"
        ) from error


def locked(path: Path, operation: int) -> IO[str]:
    """The file, opened and locked; closing it, or the end of the process in any way, unlocks it."""
    file = path.open("a")
    fcntl.flock(file, operation)
    return file


def users_of(cluster: Cluster) -> Path:
    """The file whose lock all users share. The keeper waits to have it alone."""
    return cluster.home / "users.lock"


def keeper_of(cluster: Cluster) -> Path:
    """The file that is locked while a keeper lives."""
    return cluster.home / "keeper.lock"


def has_keeper(cluster: Cluster) -> bool:
    """Whether somebody is there to stop the server after its last user."""
    with keeper_of(cluster).open("a") as file:
        return not _may_lock(file, fcntl.LOCK_SH)


def _employ_keeper(cluster: Cluster) -> None:
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    command = [sys.executable, "-m", "backoffice.embedded_postgres.keeper", str(cluster.home)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    _employed[cluster] = os.posix_spawn(sys.executable, command, environment, file_actions=nowhere)
    if not _wait_until(lambda: has_keeper(cluster)):
        raise PostgresRefused("The process that is to stop PostgreSQL after its last user did not start.")


def _may_lock(file: IO[str], operation: int) -> bool:
    try:
        fcntl.flock(file, operation | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return met
