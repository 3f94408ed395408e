"""Nothing that somebody can do, and no state that a row can be in, is without an example."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin

from accounts.roles import ROLES
from tests.examples.steps import every_step, who_can
from tests.refunds.models.tables import stateful_models, states_of
from tests.refunds.models.test_transitions import steps_of

pytestmark = pytest.mark.django_db
Examples = dict[type, list[Any]]

ELSEWHERE = {
    "BankBatch.confirm": "a statement is brought in",
    "BankBatch.confirm_in_part": "a statement is brought in",
    "Customer.restrict": "a sanction is approved",
    "Customer.freeze": "a sanction is approved",
    "Customer.terminate": "a sanction is approved",
    "EstablishedOutcome.confirm": "a step of its payout",
    "EstablishedOutcome.decline": "a step of its payout",
    "Payout.fail": "it is confirmed that it was not paid",
    "Payout.succeed": "it is confirmed that it was paid",
    "Payout.void": "the customer gives another bank account",
    "PolicyVersion.edit": "the page of the draft",
    "PolicyVersion.supersede": "the next one is published",
    "RefundCase.reopen": "a payout is back, or was not paid",
    "RefundCase.settle": "the last payout is paid",
    "RefundCase.void_approval": "the customer gives another bank account",
}
"""What people do to a row by another page than a step of it."""


def test_every_step_of_a_page_has_an_example_on_which_somebody_can_take_it(
    examples: Examples, people: SimpleNamespace
) -> None:
    without = [step for step in every_step() if not who_can(step, examples.get(step.model, ()), people)]

    assert [f"{step.model.__name__}.{step.name}" for step in without] == []


def test_every_state_of_a_row_with_a_page_has_an_example(examples: Examples) -> None:
    shown = [model for model in stateful_models() if model in admin.site._registry]
    without = {model.__name__: set(states_of(model)) - {row.status for row in examples[model]} for model in shown}

    assert {name: states for name, states in without.items() if states} == {}


def test_whatever_people_may_do_to_a_row_is_a_step_of_a_page() -> None:
    offered = {f"{step.model.__name__}.{name}" for step in every_step() for name in step.transitions}
    possible = {f"{model.__name__}.{name}" for model in stateful_models() for name in people_may(model)}

    assert sorted(possible - offered - set(ELSEWHERE)) == []
    assert sorted(set(ELSEWHERE) & offered | set(ELSEWHERE) - possible) == []


def people_may(model: Any) -> set[str]:
    """The transitions of a model to which a role of people has the right."""
    held = {right for role in ROLES if not role.is_service for right in role.permissions}
    arrows = {name: step.transitions.values() for name, step in steps_of(model).items()}
    return {name for name, every in arrows.items() if any(codenames(arrow.permission) & held for arrow in every)}


def codenames(right: Any) -> set[str]:
    """Those of a right, and of what is another right to the same."""
    return {right.codename, *codenames(right.otherwise)} if right else set()
