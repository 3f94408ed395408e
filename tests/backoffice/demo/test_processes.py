"""The processes of the demo end together."""

import signal
import sys
from collections.abc import Iterator

import pytest

from backoffice.demo import processes
from backoffice.demo.preparation import DemoRefused
from backoffice.demo.processes import commands, refuse_the_dead, running, wait_until_served

WORKS_ON = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture(autouse=True)
def _the_signals_of_the_tests() -> Iterator[None]:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def test_at_the_end_all_have_ended() -> None:
    with running({"web server": WORKS_ON, "worker": WORKS_ON}) as started:
        refuse_the_dead(started)

    assert [process.returncode for process in started.values()] == [-signal.SIGTERM] * 2


def test_one_that_ends_by_itself_is_named() -> None:
    with running({"web server": WORKS_ON, "worker": ENDS}) as started:
        started["worker"].wait()

        with pytest.raises(DemoRefused, match=r"^The worker ended unexpectedly \(exit code 3\)"):
            refuse_the_dead(started)


def test_one_that_does_not_want_to_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "TIME_TO_STOP", 0.1)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # and so does what we start

    with running({"worker": WORKS_ON}) as started:
        refuse_the_dead(started)

    assert started["worker"].returncode == -signal.SIGKILL


def test_waiting_for_a_web_server_that_ended_says_so_at_once() -> None:
    with running({"web server": ENDS}) as started, pytest.raises(DemoRefused, match=r"^The web server ended"):
        wait_until_served(1, started)


def test_the_web_server_listens_on_this_machine_only() -> None:
    assert "--bind=127.0.0.1:8000" in commands(8000)["web server"]


def test_a_try_out_keeps_no_other_job_waiting() -> None:
    started = commands(8000)

    assert "--queues=tryouts" in started["worker of try-outs"]
    assert "--concurrency=4" in started["worker"]
    assert not any(part.startswith("--queues") for part in started["worker"])
