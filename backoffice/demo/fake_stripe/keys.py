"""The idempotency keys that the stand-in remembers: the first answer of a key is the answer of every repeat."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from backoffice.demo.fake_stripe.refusals import other_parameters, under_way

Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """The first request of a key: what it asked, what it was answered, and when."""

    asked: tuple[str, Mapping[str, Any]]
    answer: Answer
    at: dt.datetime


class Keys:
    """Keys by name. last: how long one is remembered at least; here it is forgotten just then."""

    def __init__(self, clock: Callable[[], dt.datetime], last: dt.timedelta) -> None:
        self.clock, self.last = clock, last
        self._known: dict[str, Remembered] = {}
        self._under_way: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def working(self, key: str) -> Iterator[None]:
        """Hold a key while its request is being answered. Raises the refusal for a second one at the same time."""
        with self._lock:
            if key in self._under_way:
                raise under_way(key)
            self._under_way.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._under_way.discard(key)

    def known(self, key: str, asked: tuple[str, Mapping[str, Any]]) -> Answer | None:
        """The first answer of a key, or None. Raises the refusal where something else was asked under it."""
        with self._lock:
            first = self._known.get(key)
            if first is None or self.clock() >= first.at + self.last:
                return None
        if first.asked != asked:
            raise other_parameters(key)
        return first.answer

    def remember(self, key: str, asked: tuple[str, Mapping[str, Any]], answer: Answer) -> None:
        """Keep the first answer."""
        with self._lock:
            self._known[key] = Remembered(asked, answer, self.clock())

    def forget(self) -> None:
        """Forget them all."""
        with self._lock:
            self._known.clear()
