"""One place broken in a process of its own, which then asks the worked cases and the tests.

The process is forked from one that has imported everything but the policies. It imports these with the place broken, so
that what runs while they are imported is broken as well.
"""

import importlib.util
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from typing import Any, NamedTuple

import pytest

from tests.mutation.places import ROOT, Place

POLICIES = ("refunds.policies", "refunds.money", "refunds.calendars")
MADE_OF_THEM = ("refunds.management", "tests.refunds", "tests.documents", "tests.dossiers", "tests.spoiling")

SECONDS = 90
"""Of the processor, four times what all questions take: what takes longer does not end."""
MEMORY = 4 * 1024**3

OF_PYTEST = ("-qq", "-x", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist")
ASKED_NOTHING = (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED)
CRASHED = "crash or no end"

Agreed = Callable[[Place], str | None]
"""Asks the worked cases: the first that is answered otherwise."""
Rounds = Sequence[Sequence[str]]
"""What pytest is called with, one round after the other until one fails."""


class Result(NamedTuple):
    """Who noticed, or None."""

    place: Place
    noticed_by: str | None


class Broken(MetaPathFinder, SourceFileLoader):
    """Finds one module, and reads it as it is written in a text."""

    def __init__(self, module: str, file: str, text: str) -> None:
        SourceFileLoader.__init__(self, module, str(ROOT / file))
        self.text = text

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        found = self.name == fullname
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self) if found else None

    def get_code(self, fullname: str) -> Any:
        return compile(self.text, self.path, "exec")


class FirstFailure:
    """Remembers which test failed."""

    def __init__(self) -> None:
        self.name = "a test that cannot be imported"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.name = report.nodeid


def forget_policies() -> None:
    for name in list(sys.modules):
        if name.startswith((*POLICIES, *MADE_OF_THEM)):
            del sys.modules[name]


def who_notices(place: Place, text: str, agreed: Agreed, asked: Rounds) -> str | None:
    """Who notices that the file of a place is this text: a worked case, or a test."""
    forget_policies()
    sys.meta_path.insert(0, Broken(place.module, place.file, text))
    try:
        if case := agreed(place):
            return case
    except BaseException as error:  # noqa: BLE001  whatever is raised is noticed
        return f"{type(error).__name__} of the worked cases"
    return next(filter(None, map(failing, asked)), None)


def failing(arguments: Sequence[str]) -> str | None:
    """The first test that fails of those pytest is called with."""
    failure = FirstFailure()
    code = pytest.main([*OF_PYTEST, *arguments], plugins=[failure])
    if code in ASKED_NOTHING:
        raise RuntimeError(f"pytest asks nothing ({code!r}) with {arguments}")
    return None if code == pytest.ExitCode.OK else failure.name


def start(place: Place, text: Callable[[], str], agreed: Agreed, asked: Rounds) -> tuple[int, int]:
    """A process with another text for the file of a place: its number, and where its answer will stand."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        quiet(SECONDS)
        answer = {"noticed_by": who_notices(place, text(), agreed, asked)}
    except BaseException as error:  # noqa: BLE001  told to the process that asked
        answer = {"error": repr(error)}
    os.write(writing, json.dumps(answer).encode())
    os._exit(0)


def quiet(seconds: int) -> None:
    """Says nothing, and ends after so many seconds."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def answered(place: Place, reading: int) -> Result:
    """What the process found. One that ended without an answer did not outlive the change."""
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    answer = json.loads(said) if said else {"noticed_by": CRASHED}
    if "error" in answer:
        raise RuntimeError(f"{place.id}: {answer['error']}")
    return Result(place, answer["noticed_by"])
