"""How the stand-in fails, as told or by chance from a seed."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable
from enum import StrEnum


class Fault(StrEnum):
    """What goes wrong with one call."""

    NONE = "none"
    UNAVAILABLE = "unavailable"  # a 503 of a gateway in front: nothing was done, nothing is stored
    FAILS_BEFORE = "fails_before"  # a 500 that is stored under the key, with nothing done
    FAILS_AFTER = "fails_after"  # the same, with everything done
    RESETS_BEFORE = "resets_before"
    RESETS_AFTER = "resets_after"
    TIMES_OUT = "times_out"  # done, and the answer never comes
    BUSY = "busy"  # 429 with Retry-After
    LOCKED = "locked"  # 429: another request is at work on the same charge
    GARBAGE = "garbage"  # done, and the answer can't be read


BY_CHANCE = tuple(fault for fault in Fault if fault not in (Fault.NONE, Fault.FAILS_BEFORE))
"""FAILS_BEFORE isn't among them: its key never pays, which ends with a person after a day, as it should."""


class Faults:
    """The faults of the next calls: first those that were told, then by chance. share: how many calls of 1 fail."""

    def __init__(
        self, told: Iterable[Fault] = (), *, seed: int = 0, share: float = 0.0, kinds: Iterable[Fault] = BY_CHANCE
    ) -> None:
        self._told = list(told)
        self._chance, self._share, self._kinds = random.Random(seed), share, tuple(kinds)  # noqa: S311  # no secret
        self._lock = threading.Lock()

    def tell(self, *faults: Fault) -> None:
        """How the next calls fail."""
        with self._lock:
            self._told += faults

    def next(self) -> Fault:
        """The fault of this call."""
        with self._lock:
            if self._told:
                return self._told.pop(0)
            return self._chance.choice(self._kinds) if self._chance.random() < self._share else Fault.NONE
