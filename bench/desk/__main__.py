"""The desk at a thousand and at a million cases, beside the peers that are named.

`python -m bench.desk fill 1000 1000000`     a database for each size beside DATABASE_URL, kept
`python -m bench.desk measure 1000 1000000 [--peer NAME=COMMAND …] [--rounds 7]`     a line of JSON for each figure
`python -m bench.desk serve 1000`     our side for another driver: answers {"op": name} lines
`python -m bench.desk drop 1000 1000000`     gives the disk back
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from bench.desk import database


def main() -> None:
    """Read what to do, and do it for each size; a size is a process, as Django knows one database only."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["fill", "serve", "measure", "drop"])
    parser.add_argument("cases", type=int, nargs="+")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*", default=[], help="operations; all of them without")
    asked = parser.parse_args()
    if asked.what == "measure":
        from bench.desk.measure import measure

        measure(asked.cases, asked.peer, asked.rounds, asked.only)
    elif len(asked.cases) > 1:
        for cases in asked.cases:
            subprocess.run([sys.executable, "-m", "bench.desk", asked.what, str(cases)], check=True)
    else:
        alone(asked.what, asked.cases[0])


def alone(what: str, cases: int) -> None:
    """One size in this process."""
    name = database.choose(cases)
    if what == "drop":
        database.drop(name)
        return
    if what == "fill":
        database.make_anew(name)
    os.environ["PGAPPNAME"] = f"desk-{os.getpid()}"
    import django

    django.setup()
    if what == "fill":
        from bench.desk.fill import fill

        fill(cases)
    else:
        from bench.desk.side import serve

        serve()


if __name__ == "__main__":
    main()
