"""`python -m tests.mutation`: breaks places of the policies and says which of them no test notices."""

import argparse
import difflib
import gc
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import partial
from importlib import import_module
from pathlib import Path

from tests.mutation.asked import rounds
from tests.mutation.places import ROOT, Place, Source, sources
from tests.mutation.report import part, table
from tests.mutation.trial import Result, answered, start

KEPT = ROOT / "mutants"


def asked_for(arguments: Sequence[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    asked.add_argument("patterns", nargs="*", help="places such as refunds/money.py:*; all of them where none is named")
    asked.add_argument("--sample", type=int, metavar="N", help="break only N of them, drawn at random")
    asked.add_argument("--seed", type=int, default=1, help="which sample is drawn")
    asked.add_argument(
        "--constants",
        dest="part",
        action="store_const",
        const="constant",
        default="function",
        help="what stands outside functions, instead of in them",
    )
    asked.add_argument("--jobs", type=int, default=1, metavar="N", help="so many at a time")
    asked.add_argument("--show", action="store_true", help="print what is changed and break nothing")
    return asked.parse_args(arguments)


def chosen(asked: argparse.Namespace, files: Sequence[Source]) -> list[Place]:
    """The places asked for; a sample in the order in which it is drawn, so that the first of it are a sample too."""
    places = [one for file in files for one in file.places if one.part == asked.part]
    places = [one for one in places if not asked.patterns or any(fnmatchcase(one.id, p) for p in asked.patterns)]
    return random.Random(asked.seed).sample(places, min(asked.sample, len(places))) if asked.sample else places


def change(source: Source, place: Place) -> str:
    """What is changed at a place, as the lines taken out and put in."""
    lines = difflib.unified_diff(source.text.splitlines(), source.broken(place).splitlines(), n=0, lineterm="")
    return "\n".join(["", f"{place.id} (line {source.line(place)})", *list(lines)[3:]])


def get_ready() -> None:
    """Imports whatever the tests import, so that no process has to."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "backoffice.settings.test"
    import_module("django").setup()
    for module in (*import_module("tests.conftest").pytest_plugins, "tests.mutation.cases", "pytest_django.plugin"):
        import_module(module)
    gc.freeze()


def trials(places: Sequence[Place], files: Mapping[str, Source], jobs: int) -> Iterator[Result]:
    """The result for each place, as they come."""
    agreed = import_module("tests.mutation.cases").disagreeing
    running: dict[int, tuple[Place, int]] = {}
    waiting = list(reversed(places))
    while running or waiting:
        while waiting and len(running) < jobs:
            place = waiting.pop()
            pid, reading = start(place, partial(files[place.file].broken, place), agreed, rounds(place.file))
            running[pid] = place, reading
        pid, _ = os.wait()
        yield answered(*running.pop(pid))


def failing_anyway(results: Sequence[Result], source: Source) -> str | None:
    """Of the worked cases and the tests that noticed something, one that fails while nothing is broken."""
    tests = sorted({one.noticed_by.partition("[")[0] for one in results if one.noticed_by and "::" in one.noticed_by})
    agreed = import_module("tests.mutation.cases").disagreeing
    pid, reading = start(source.places[0], lambda: source.text, agreed, [tests] if tests else [])
    os.waitpid(pid, 0)
    return answered(source.places[0], reading).noticed_by


def kept(asked: argparse.Namespace) -> Path:
    """Where the results of a run stand, one JSON object a line."""
    KEPT.mkdir(exist_ok=True)
    return KEPT / f"{asked.part}s-{asked.seed}.jsonl"


def main(arguments: Sequence[str]) -> int:
    asked = asked_for(arguments)
    files = {source.file: source for source in sources()}
    places = chosen(asked, list(files.values()))
    if asked.show:
        print("\n".join(change(files[place.file], place) for place in places))
        return 0
    get_ready()
    results: list[Result] = []
    with kept(asked).open("w") as file, suppress(KeyboardInterrupt):
        for result in trials(places, files, asked.jobs):
            results.append(result)
            print(json.dumps({"place": result.place.id, "noticed_by": result.noticed_by}), file=file, flush=True)
            if result.noticed_by is None:
                print(change(files[result.place.file], result.place), flush=True)
    if failing := failing_anyway(results, files["refunds/policies/__init__.py"]):
        raise SystemExit(f"{failing} fails while nothing is broken: it noticed nothing; mend it and begin again")
    counted = Counter(part(one.file) for source in files.values() for one in source.places if one.part == asked.part)
    print("\n" + table(results, counted))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
