"""The processes of the demo: the web server and the worker."""

import ctypes
import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from backoffice.demo.preparation import DemoRefused

ROOT = Path(__file__).parents[2]
TIME_TO_START = 60  # seconds
TIME_TO_STOP = 15  # seconds, of which requests and jobs in progress get 5


def commands(port: int) -> dict[str, list[str]]:
    """What the demo runs, by the name shown when it ends unexpectedly."""
    web = ["-m", "gunicorn", "backoffice.wsgi", f"--bind=127.0.0.1:{port}", "--worker-class=gthread", "--workers=2"]
    web += ["--threads=4", "--graceful-timeout=5", "--no-control-socket", "--log-level=warning"]
    worker = ["manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout=5"]
    # A try-out takes minutes: the worker of everything takes other jobs beside it, and one more has no other work.
    everything, try_outs = [*worker, "--concurrency=4"], [*worker, "--queues=tryouts"]
    return {
        "web server": [sys.executable, *web],
        "worker": [sys.executable, *everything],
        "worker of try-outs": [sys.executable, *try_outs],
    }


@contextmanager
def running(commands: Mapping[str, list[str]]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run the commands while the block runs; at its end all of them have ended, however it ends."""
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            # A session of its own: Ctrl-C goes to the demo alone, which then stops them in order.
            processes[name] = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=end_with_parent
            )
        yield processes
    finally:
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, signal.SIG_IGN)  # a second Ctrl-C must not leave half of them behind
        _stop(list(processes.values()))


def wait_until_served(port: int, processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Return when the web server is ready for traffic.

    :raises DemoRefused: when a process ends before, or it takes longer than a minute
    """
    deadline = time.monotonic() + TIME_TO_START
    while not _is_ready(port):
        refuse_the_dead(processes)
        if time.monotonic() > deadline:
            raise DemoRefused(f"The web server was not ready after {TIME_TO_START} seconds.")
        time.sleep(0.1)


def refuse_the_dead(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """:raises DemoRefused: when one of the processes has ended"""
    for name, process in processes.items():
        if process.poll() is not None:
            raise DemoRefused(f"The {name} ended unexpectedly (exit code {process.returncode}); its reason is above.")


def end_with_parent() -> None:
    """Have the kernel end this process when its parent is gone, even if that was killed. Linux only."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    return False


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + TIME_TO_STOP
    for process in processes:
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
