"""Messages that were turned away, counted; the log says so at most once a minute, whatever somebody sends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)
BETWEEN_LINES = 60.0
"""Seconds."""


class TurnedAway:
    """The count of one door in this process. what: for which reason; clock: seconds that only go forward."""

    def __init__(self, provider: str, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.provider, self.what, self.clock, self.count = provider, what, clock, 0
        self._said, self._said_at = 0, float("-inf")
        self._lock = threading.Lock()

    def another(self, **about: str) -> None:
        """Count one, and say how many there were since the last line when it is time."""
        with self._lock:
            self.count += 1
            if self.clock() - self._said_at < BETWEEN_LINES:
                return
            new, self._said, self._said_at = self.count - self._said, self.count, self.clock()
        log.warning("messages turned away", provider=self.provider, what=self.what, new=new, in_all=self.count, **about)
