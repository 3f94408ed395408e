"""`make drills`, or `python -m bench.drills [names]`: every drill, and every twin, which has to fail.

Each prints its one line of JSON. Ends with 1 where a drill broke a promise, or a twin was not noticed.
"""

from __future__ import annotations

import os
import subprocess
import sys

DRILLS = {
    "payout_storm": (
        "new_key_per_attempt",
        "no_row_lock",
        "commit_after_the_call",
        "error_read_as_failed",
        "settle_without_condition",
        "no_look_up_after_a_lease",
    ),
    "approvals": ("no_lock",),
    "unknowns": ("no_look_up",),
    "webhooks": ("each_alone", "unproven"),
    "postgres_killed": ("forgetful",),
    "restored_backup": ("not_paused",),
}
"""The drills by the names of their modules, with the twins of each."""
ANOTHER_WAY = {"unknowns": ("--keys", "46_days"), "restored_backup": ("--way", "dump")}
"""What some are run with a second time."""
SMALL = {"payout_storm": 60, "approvals": 20, "unknowns": 40, "webhooks": 700}
"""With SCALE=small, for a quick run: so many of each; the others are small already."""


def main(names: list[str]) -> int:
    """Run the drills of those names, all where none is named; the exit code."""
    if unknown := set(names) - set(DRILLS):
        sys.exit(f"There is no drill {', '.join(sorted(unknown))}; there are {', '.join(DRILLS)}.")
    wrong = [(name, run) for name in names or DRILLS for run in runs_of(name) if not as_it_should(name, run)]
    for name, run in wrong:
        print(f"NOT AS IT SHOULD BE: {' '.join((name, *run))}", file=sys.stderr)
    return 1 if wrong else 0


def runs_of(name: str) -> list[tuple[str, ...]]:
    """The arguments of the drill itself, of its other way, and of its twins."""
    twins = [("--twin", twin) for twin in DRILLS[name]]
    return [(), *([ANOTHER_WAY[name]] if name in ANOTHER_WAY else []), *twins]


def as_it_should(name: str, run: tuple[str, ...]) -> bool:
    """Whether a drill kept its promises, or a twin broke one and said so: 1, and not an error of its own."""
    command = [sys.executable, "-m", f"bench.drills.{name}", *run]
    if os.environ.get("SCALE") == "small" and name in SMALL:
        command += ["--count", str(SMALL[name])]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="", flush=True)
    return done.returncode == (1 if "--twin" in run else 0) and done.stdout.startswith("{")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
