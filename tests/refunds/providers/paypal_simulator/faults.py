"""Ways in which a call can go wrong, one after another as told, or by a seed."""

from __future__ import annotations

import random
from collections import deque
from enum import StrEnum


class Fault(StrEnum):
    """What happens to one call. What begins with AFTER has its effect first."""

    NONE = "none"
    RESET = "the connection ends before anything is done"
    AFTER_RESET = "the connection ends after the refund"
    ERROR = "500 before anything is done"
    AFTER_ERROR = "503 after the refund"
    AFTER_GARBAGE = "200 with a page of HTML after the refund"
    AFTER_HALF = "half of the answer after the refund"
    AFTER_OTHER = "the answer about another refund, after the refund"
    TOO_MANY = "429 with Retry-After"
    IN_PROGRESS = "409: an earlier call is still at work"
    REDIRECT = "a redirect"


class Faults:
    """The faults of the refund calls: those that were told first, then a share of them by a seed."""

    def __init__(self, *told: Fault, seed: int = 0, share: float = 0.0) -> None:
        self.told = deque(told)
        self.share, self.random = share, random.Random(seed)

    def next(self) -> Fault:
        """The fault of the next call."""
        if self.told:
            return self.told.popleft()
        return self.random.choice(list(Fault)[1:]) if self.random.random() < self.share else Fault.NONE
