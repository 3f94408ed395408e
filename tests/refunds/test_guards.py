"""Conditions of a step, with the sentence shown when they are unmet."""

from types import SimpleNamespace

import pytest
from django_fsm import Transition

from refunds.guards import guard, may
from refunds.models import CaseStatus, RefundCase
from refunds.operations.perform import refusals


@guard("The shop is closed. It opens at nine.")
def opened(row: SimpleNamespace) -> bool:
    """Whether the shop is open."""
    return bool(row.opened)


def test_a_guard_is_a_condition_that_django_fsm_can_ask() -> None:
    assert opened(SimpleNamespace(opened=True))
    assert not opened(SimpleNamespace(opened=False))


def test_a_guard_says_what_is_missing() -> None:
    assert opened.sentence == "The shop is closed. It opens at nine."


def test_every_unmet_condition_and_the_right_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = RefundCase.take._django_fsm
    arrow = machine.transitions[CaseStatus.RECEIVED]
    guarded = Transition(
        method=arrow.method,
        source=arrow.source,
        target=arrow.target,
        on_error=None,
        conditions=[guard("Not today.")(lambda row: False), guard("Always.")(lambda row: True)],
        permission=may("refunds.take_refundcase"),
        custom=None,
    )
    nobody = SimpleNamespace(pk=1, is_active=True, has_perm=lambda right: False)
    monkeypatch.setitem(machine.transitions, CaseStatus.RECEIVED, guarded)
    assert refusals(RefundCase(), "take", nobody) == ["Not today.", "Your role does not include this step."]
