"""How a drill is called, and the one line of JSON that it prints."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Collection

Drill = Callable[..., dict[str, object]]


def drilled(
    name: str, drill: Drill, twins: Collection[str], about: str | None, *, count: int, **choices: Collection[str]
) -> None:
    """Run a drill by its arguments, print its line, and end with 1 where a promise was broken, as a twin must.

    drill: called with seed, count, twin, and what else there is to choose, each by its name.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m bench.drills.{name}", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--twin", choices=["", *twins], default="", help="a sabotaged run, which has to fail")
    for choice, values in choices.items():
        parser.add_argument(f"--{choice}", choices=values, default=next(iter(values)))
    asked = vars(parser.parse_args())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that servers and files go with us
    started = time.monotonic()
    found = drill(**asked)
    print(json.dumps({"drill": name, **asked, **found, "seconds": round(time.monotonic() - started, 1)}), flush=True)
    sys.exit(0 if found["ok"] else 1)
