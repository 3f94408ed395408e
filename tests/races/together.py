"""Several threads or processes at one thing at the same instant."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any, TypeVar

from django.db import connection, connections

Result = TypeVar("Result")


def together(calls: list[Callable[[], Result]]) -> list[Result | BaseException]:
    """What each call returned or raised; all begin when all are there."""
    start, results = Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], Result]) -> None:
        try:
            wait_as_long_as_it_takes()
            start.wait(timeout=30)
            results[place] = call()  # type: ignore[call-overload]
        except BaseException as raised:  # noqa: BLE001 - the test looks at it
            results[place] = raised  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return results  # type: ignore[return-value]


def wait_as_long_as_it_takes() -> None:
    """Lift the limit on waiting for a lock: on a slow machine the last of many in line is no error of theirs."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'")


def in_a_process(call: Callable[[], Any]) -> int:
    """Run the call in a process of its own; its exit code, negative for the signal that ended it."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=call)
    process.start()
    process.join(timeout=60)
    assert process.exitcode is not None
    return process.exitcode


def die() -> None:
    """kill -9 of this process: nothing is cleaned up, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)
