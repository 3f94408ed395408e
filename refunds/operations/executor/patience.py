"""How long to leave a payout alone after an attempt: five minutes, an hour, a day, and then it is for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Chance = Callable[[], float]
"""A number from 0 up to 1, different each time; tests pass one that they know."""

STEPS = (dt.timedelta(minutes=5), dt.timedelta(hours=1), *[dt.timedelta(days=1)] * 4)
"""The longest wait after each attempt that left the outcome open; the last one for all further ones."""

PEOPLE_AFTER = len(STEPS)
"""So many attempts without an outcome, within five days, make it a task for two people. Looking it up goes on."""

SOON = dt.timedelta(seconds=30)
"""The longest wait of one that was kept back by the crowd and not by what became of it."""


def after_attempt(attempts: int, chance: Chance, least: dt.timedelta) -> dt.timedelta:
    """Some time up to the step of the attempt (full jitter, so that many do not come back together), not below `least`.

    attempts: those made; least: until the provider's look-up would show what was sent.
    """
    step = STEPS[min(max(attempts, 1), len(STEPS)) - 1]
    return max(step * chance(), least)


def after_busy(asked: dt.timedelta | None, attempts: int, chance: Chance) -> dt.timedelta:
    """What the provider asked for, and some time more: whoever was turned away comes back at a time of their own."""
    doubling = SOON * 2.0 ** min(max(attempts, 1) - 1, 7)
    return (asked or dt.timedelta(0)) + doubling * chance()


def soon(chance: Chance) -> dt.timedelta:
    """A moment, for one that found no room."""
    return dt.timedelta(seconds=1) + SOON * chance()
