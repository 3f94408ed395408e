"""Rules about the person who takes a step, each with the sentence shown to those whom it keeps out.

django-fsm asks a permission for yes or no and never says why. These can be asked for their sentences, so that a greyed
button, an API error and a refusal in a log read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

Sentence = Any
"""A translated or lazily translated string."""

NOT_IN_ROLE = _("Your role does not include this step.")


@dataclass(frozen=True, slots=True)
class Circle:
    """Some people seen from a row, and the sentence for those on the wrong side of it."""

    people: Callable[[Any], Collection[int | None]]
    sentence: Sentence

    def holds(self, row: Any, person: Any) -> bool:
        """Whether the person is one of them."""
        known = _known.get()
        if known is None:
            return person.pk in self.people(row)
        key = (self.people, type(row), row.pk)
        if key not in known:
            known[key] = self.people(row)
        return person.pk in known[key]


_known: ContextVar[dict[Any, Collection[int | None]] | None] = ContextVar("people of rows", default=None)


@contextmanager
def people_asked_once() -> Iterator[None]:
    """Within it, each circle of a row is asked for its people once: for a page that asks many rights of one row.

    Never around an operation, which has to see what changed meanwhile.
    """
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def circle(sentence: Sentence) -> Callable[[Callable[[Any], Collection[int | None]]], Circle]:
    """Make a circle of a function from the row to primary keys of staff members."""
    return lambda people: Circle(people, sentence)


@dataclass(frozen=True, slots=True)
class Right:
    """Who may take a step: a permission, less some people, or only some people; or else another right."""

    codename: str
    only: Circle | None = None
    but_not: Circle | None = None
    otherwise: Right | None = None

    def __call__(self, row: Any, person: Any) -> bool:
        return not self.refusals(row, person)

    def __or__(self, other: Right) -> Right:
        """The right of those who have this one or the other; who has neither reads why not this one."""
        last = self.otherwise | other if self.otherwise else other
        return Right(self.codename, self.only, self.but_not, otherwise=last)

    def in_role(self, person: Any) -> bool:
        """Whether the person's roles include the step at all, on whatever row."""
        return person.has_perm(self.codename) or bool(self.otherwise and self.otherwise.in_role(person))

    def refusals(self, row: Any, person: Any) -> list[Sentence]:
        """Every reason why this person may not take the step on this row; empty when they may."""
        if not person.is_active:
            return [_("This account is not active any more.")]
        found = self._own_refusals(row, person)
        if found and self.otherwise and self.otherwise(row, person):
            return []
        return found

    def _own_refusals(self, row: Any, person: Any) -> list[Sentence]:
        if not person.has_perm(self.codename):
            return [NOT_IN_ROLE]
        found = []
        if self.only and not self.only.holds(row, person):
            found.append(self.only.sentence)
        if self.but_not and self.but_not.holds(row, person):
            found.append(self.but_not.sentence)
        return found


def may(codename: str, *, only: Circle | None = None, but_not: Circle | None = None) -> Right:
    """The right to a step. codename: "app_label.codename" from the table in accounts/roles.py."""
    return Right(codename, only=only, but_not=but_not)
