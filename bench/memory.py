"""The memory of several processes together, as the kernel counts it."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, Thread

EVERY = 0.5  # seconds; looking costs time as well


class PeakMemory:
    """The most that this process, those it starts and some others held at once, in MB, while the block runs.

    Counted is the proportional set size of each (`Pss` in /proc/PID/smaps_rollup): memory that several share counts
    once, in parts. Linux only.
    """

    def __init__(self, others: list[int]) -> None:
        self.others, self.most, self.most_of_others, self._over = others, 0.0, 0.0, Event()

    def __enter__(self) -> PeakMemory:
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            self.most = max(self.most, sum(pss(pid) for pid in family(os.getpid())))
            self.most_of_others = max(self.most_of_others, sum(pss(pid) for pid in self.others))


def family(pid: int) -> list[int]:
    """A process and all that it started, and they started."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            children += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue  # it has just ended
    return [pid, *(one for child in children for one in family(child))]


def pss(pid: int) -> float:
    """The proportional set size of a process in MB; none of one that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
