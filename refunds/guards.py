"""Conditions of a step, each with the sentence shown when it is unmet; beside them the rules about the person.

django-fsm asks a condition for yes or no and never says why. A guard can be asked for its sentence, like the rights of
accounts/guards.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.guards import NOT_IN_ROLE, Circle, Right, Sentence, circle, may

__all__ = ["NOT_IN_ROLE", "Circle", "Guard", "Right", "Sentence", "circle", "guard", "may"]


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on a row: true when the step may go on."""

    holds: Callable[[Any], bool]
    sentence: Sentence

    def __call__(self, row: Any) -> bool:
        return self.holds(row)


def guard(sentence: Sentence) -> Callable[[Callable[[Any], bool]], Guard]:
    """Make a condition of a function of the row; the sentence says what is missing and who can supply it."""
    return lambda holds: Guard(holds, sentence)
