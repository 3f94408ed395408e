"""The one gate that every transition passes: state, conditions, the person's right, the change, its history."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import Recorded
from refunds.guards import NOT_IN_ROLE, Sentence


class Refused(Exception):
    """A step was not taken, and why: one or more sentences for the person who asked. Nothing was stored."""

    def __init__(self, *sentences: Sentence) -> None:
        self.sentences = [str(sentence) for sentence in sentences]
        super().__init__(" ".join(self.sentences))


def refusals(row: Recorded, step: str, person: Any) -> list[str]:
    """Every reason why the person may not take the step on this row now; empty when they may.

    step: the name of a transition method of the row, such as "approve". A button asks this to say why it is off.
    """
    method = getattr(type(row), step)
    machine = method._django_fsm
    state = machine.field.get_state(row)
    # django-fsm types conditions and permissions as plain callables; ours are Guard and Right (refunds/guards.py).
    arrow: Any = machine.get_transition(state)
    if arrow is None:
        return [not_in_this_state(row, machine, person)]
    found = [condition.sentence for condition in arrow.conditions or [] if not condition(row)]
    if arrow.permission:
        found += arrow.permission.refusals(row, person)
    return [str(sentence) for sentence in found]


def not_in_this_state(row: Recorded, machine: Any, person: Any) -> str:
    """Why a step is off in the state of the row; in no state is it of those whose roles do not include it."""
    rights = {arrow.permission for arrow in machine.transitions.values()}
    if all(rights) and not any(right.in_role(person) for right in rights):
        return str(NOT_IN_ROLE)
    return _("This step is not possible in the state “%s”.") % state_label(row)


def perform(row: Recorded, step: str, act: Act, **details: Any) -> None:
    """Take one step: check it, change the row, store it with its history, all signed by the act.

    The caller holds the row's lock, so that what is checked here is still so when it is written.
    Raises Refused, with nothing stored.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("perform() outside a transaction: the row would not stay locked")
    found = refusals(row, step, act.by)
    if found:
        raise Refused(*found)
    getattr(row, step)(act, **details)
    row.save(act=act)


def state_label(row: Any) -> str:
    """The state of a row in the reader's language."""
    return str(_labels_of_states(row._meta.model).get(row.status, row.status))


@cache
def _labels_of_states(kind: Any) -> dict[Any, Any]:
    """A page asks for the same label once for each step that is not possible."""
    field: Any = kind._meta.get_field("status")
    return dict(field.flatchoices)
