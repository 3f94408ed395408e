"""Runs each operation on every side in turn, round after round, and prints one line of JSON for each figure.

A ratio is the median of the ratios of each round: both sides met the same moment of the machine.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from itertools import starmap
from statistics import median
from typing import Any

LIMITS: dict[str, dict[str, float]] = {
    "queue_100": {"stock_over_ours_at_least": 20, "ours_over_floor_below": 2.5, "growth_below": 1.2},
    "queue_25": {"ours_over_floor_below": 2.5},
    "deep_100": {"growth_below": 1.2, "over_queue_100_below": 1.2},
    "search_number": {"ours_over_floor_below": 2.5},
    "search_email": {"ours_over_floor_below": 2.5},
    "search_order": {"ours_over_floor_below": 2.5},
    "search_charge": {"ours_over_floor_below": 2.5},
    "search_word": {"ms_below": 20},
    "palette": {"ours_over_floor_below": 2.5},
    "change": {"ms_below": 60},
    "next_case": {"longest_ms_below": 100},
}
STANDS_FOR = {"search_order": "search_number", "search_charge": "search_number", "search_begins": "search_number"}
STANDS_FOR["palette"] = "search_number"
"""Searches that the peers do not have, and with which of theirs they are compared."""
WARM_UP = 2
Runs = dict[str, list[dict[str, Any]]]


class Side:
    """A process that answers what it is asked."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.operations = set(json.loads(self._line())["operations"])

    def run(self, operation: str) -> dict[str, Any]:
        """One run."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"op": operation}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        if "error" in answer:
            raise SystemExit(f"{self.name}, {operation}: {answer['error']}")
        return answer

    def close(self) -> None:
        """Nobody asks any more."""
        self.process.communicate(timeout=30)

    def _line(self) -> str:
        assert self.process.stdout
        if line := self.process.stdout.readline():
            return line
        raise SystemExit(f"{self.name} ended: {self.process.wait()}")


def measure(sizes: list[int], peers: list[str], rounds: int, only: list[str]) -> None:
    """Our side at each size and the peers, which hold the largest; prints as it goes."""
    ours = [Side(f"ours_{size}", [sys.executable, "-m", "bench.desk", "serve", str(size)]) for size in sizes]
    others = [Side(name, shlex.split(command)) for name, command in (peer.split("=", 1) for peer in peers)]
    queue: Runs = {}
    for operation in only or sorted(ours[-1].operations, key=lambda name: (name != "queue_100", name)):
        runs = alternated([*ours, *others], operation, rounds)
        queue = queue or (runs if operation == "queue_100" else {})
        print(json.dumps(figure(operation, runs, sizes, queue)), flush=True)
    for side in (*ours, *others):
        side.close()


def alternated(sides: list[Side], operation: str, rounds: int) -> Runs:
    """The runs of each side that can do it, in turn; the first rounds only warm up."""
    asked = {
        side: operation if side.name.startswith("ours") else STANDS_FOR.get(operation, operation) for side in sides
    }
    taking_part = {side: name for side, name in asked.items() if name in side.operations}
    taken: Runs = {side.name: [] for side in taking_part}
    for turn in range(-WARM_UP, rounds):
        for side, name in taking_part.items():
            answer = side.run(name)
            if turn >= 0:
                taken[side.name].append(answer)
    return taken


def figure(operation: str, runs: Runs, sizes: list[int], queue: Runs) -> dict[str, Any]:
    """What one operation came to at the largest size, beside the limits for it."""
    ours = runs[f"ours_{sizes[-1]}"]
    found: dict[str, Any] = {"benchmark": f"desk.{operation}", "cases": sizes[-1], "rounds": len(ours)}
    found["ms"] = round(median(run["wall"] for run in ours) * 1000, 2)
    found["cpu_ms"] = round(median(run["cpu"] + run["db"] for run in ours) * 1000, 2)
    found["queries"] = int(median(run["queries"] for run in ours))
    if "longest_ms" in ours[0]:
        found |= {
            "longest_ms": max(run["longest_ms"] for run in ours),
            "cases_taken": min(run["cases"] for run in ours),
        }
    if "floor" in runs:
        found |= {"ours_over_floor": ratio(ours, runs["floor"]), "cpu_over_floor": ratio(ours, runs["floor"], spent)}
    if "stock" in runs:
        found["stock_over_ours"] = ratio(runs["stock"], ours)
    if len(sizes) > 1:
        found |= {"growth": ratio(ours, runs[f"ours_{sizes[0]}"]), "grown_from": sizes[0]}
    if queue and operation == "deep_100":
        found["over_queue_100"] = ratio(ours, queue[f"ours_{sizes[-1]}"])
    return {**found, "limits": LIMITS.get(operation, {}), "load": round(os.getloadavg()[0], 1)}


def by_the_clock(run: dict[str, Any]) -> float:
    """What somebody waits."""
    return float(run["wall"])


def spent(run: dict[str, Any]) -> float:
    """What the processors did for it, the database's part included: other work on the machine disturbs it less."""
    return float(run["cpu"] + run["db"])


def ratio(above: list[dict[str, Any]], below: list[dict[str, Any]], taken: Any = by_the_clock) -> float:
    """The median over the rounds."""
    return round(median(starmap(lambda a, b: taken(a) / taken(b), zip(above, below, strict=True))), 2)
