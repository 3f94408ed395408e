"""The embedded server runs while somebody uses it, however the users end."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace

import psutil
import psycopg
import pytest

from backoffice.embedded_postgres import cluster as clusters
from backoffice.embedded_postgres import postmaster
from backoffice.embedded_postgres.cluster import Cluster
from backoffice.embedded_postgres.lease import hold, locked, release, users_of
from backoffice.embedded_postgres.programs import PostgresRefused

ROOT = Path(__file__).parents[3]
USE_UNTIL_STDIN_ENDS = """
import sys
from pathlib import Path
from backoffice.embedded_postgres.cluster import Cluster
from backoffice.embedded_postgres.lease import hold
hold(Cluster(Path(sys.argv[1])))
print("running", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Data of its own, below a path with a space; no server runs on it before or after a test."""
    cluster = Cluster(tmp_path_factory.mktemp("with a space"))
    yield cluster
    cluster.stop()


@pytest.fixture(autouse=True)
def _nobody_is_left(cluster: Cluster) -> Iterator[None]:
    yield
    release(cluster)
    assert eventually(lambda: not is_running(cluster))


@contextmanager
def another_process_using(cluster: Cluster) -> Iterator[subprocess.Popen[str]]:
    """Leads a group of processes, as a command in a terminal does."""
    command = [sys.executable, "-c", USE_UNTIL_STDIN_ENDS, str(cluster.home)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, text=True, start_new_session=True, **pipes) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        yield process


def is_running(cluster: Cluster) -> bool:
    return postmaster.socket_folder(cluster.data) is not None


def postmaster_of(cluster: Cluster) -> psutil.Process:
    return psutil.Process(int((cluster.data / "postmaster.pid").read_text().split()[0]))


def eventually(condition: Callable[[], bool]) -> bool:
    """The kernel, the disk and the keeper work beside us: give them up to a minute."""
    deadline = monotonic() + 60
    while not condition() and monotonic() < deadline:
        sleep(0.02)
    return condition()


def query(cluster: Cluster, statement: str) -> object:
    connection = cluster.connection("backoffice")
    assert connection is not None
    with psycopg.connect(**connection) as session:
        cursor = session.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return row and row[0]


def test_it_starts_with_its_first_user_and_stops_with_the_last(cluster: Cluster) -> None:
    hold(cluster)
    assert query(cluster, "SELECT current_database()") == "backoffice"

    release(cluster)
    assert not is_running(cluster)


def test_users_share_one_server(cluster: Cluster) -> None:
    hold(cluster)
    first = postmaster_of(cluster)

    with another_process_using(cluster):
        assert postmaster_of(cluster) == first


def test_it_stays_for_a_user_when_another_ends(cluster: Cluster) -> None:
    hold(cluster)
    with another_process_using(cluster):
        release(cluster)

        assert is_running(cluster)


def test_it_stops_when_its_last_user_is_killed(cluster: Cluster) -> None:
    with another_process_using(cluster) as user:
        user.kill()

    assert eventually(lambda: not is_running(cluster))


def test_what_was_committed_is_there_at_the_next_start(cluster: Cluster) -> None:
    hold(cluster)
    query(cluster, "CREATE TABLE kept AS SELECT 42 AS answer")
    release(cluster)

    hold(cluster)

    assert query(cluster, "SELECT answer FROM kept") == 42


def test_it_starts_after_a_server_that_was_killed(cluster: Cluster) -> None:
    with another_process_using(cluster) as user:
        server, sockets = postmaster_of(cluster), postmaster.socket_folder(cluster.data)
        user.kill()
        server.kill()
    assert eventually(lambda: not server.is_running())

    hold(cluster)

    assert query(cluster, "SELECT 1") == 1
    assert sockets is not None
    assert not sockets.exists()


def test_the_note_of_a_dead_server_whose_number_lives_on_does_not_keep_it_from_starting(cluster: Cluster) -> None:
    hold(cluster)
    note = (cluster.data / "postmaster.pid").read_text().splitlines()
    release(cluster)
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *note[1:]]))

    hold(cluster)

    assert query(cluster, "SELECT 1") == 1


def test_it_is_reached_by_its_socket_only_and_by_its_owner_only(cluster: Cluster) -> None:
    hold(cluster)
    sockets = postmaster.socket_folder(cluster.data)

    assert query(cluster, "SHOW listen_addresses") == ""
    assert sockets is not None
    assert [folder.stat().st_mode & 0o077 for folder in (sockets, cluster.data)] == [0, 0]


def test_a_fork_that_ends_neither_stops_the_server_nor_locks_others_out(cluster: Cluster) -> None:
    hold(cluster)

    subprocess.run([sys.executable, "-c", ""], preexec_fn=lambda: release(cluster), check=True)

    assert is_running(cluster)
    locked(users_of(cluster), fcntl.LOCK_SH | fcntl.LOCK_NB).close()


def test_ctrl_c_in_the_terminal_leaves_the_keeper_to_its_work(cluster: Cluster) -> None:
    with another_process_using(cluster) as user:
        server = postmaster_of(cluster)
        os.killpg(user.pid, signal.SIGINT)

    assert eventually(lambda: not server.is_running())


def test_data_of_another_user_is_refused_in_one_line(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(cluster)
    release(cluster)
    monkeypatch.setattr(clusters, "server_user", lambda: SimpleNamespace(pw_uid=1, pw_gid=1))

    with pytest.raises(PostgresRefused, match="belongs to another user: start as that user, or remove it"):
        hold(cluster)


def test_a_server_that_does_not_start_says_why(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(clusters.SERVER_OPTIONS, "max_connections", "none")

    with pytest.raises(PostgresRefused, match='invalid value for parameter "max_connections": "none"'):
        hold(cluster)


def test_a_server_that_came_up_and_is_of_no_use_stops(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(cluster: Cluster) -> None:
        raise psycopg.OperationalError('role "mei" does not exist')

    monkeypatch.setattr(Cluster, "_ensure_database", refuse)
    with pytest.raises(psycopg.OperationalError):
        hold(cluster)
    assert is_running(cluster)

    release(cluster)

    assert not is_running(cluster)


def test_a_folder_that_cannot_be_written_is_refused_in_one_line() -> None:
    with pytest.raises(PostgresRefused, match="cannot write its files"):
        hold(Cluster(Path("/proc/postgres")))
