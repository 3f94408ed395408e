"""The sandbox remembers instead of paying, and fails as it is told."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, transaction

from refunds.models import SandboxCall, SandboxRule
from refunds.money import Money
from refunds.operations.cashier import provider_named
from refunds.providers.base import Instruction, Provider, Receipt, ReceiptOutcome, Unreachable

Told = Callable[..., SandboxRule]


@pytest.fixture
def sandbox(db: None) -> Provider:
    """The sandbox, with its books."""
    return provider_named("sandbox")


@pytest.fixture
def instruction() -> Instruction:
    """Refund 40.00 USD of CH-1."""
    return Instruction(
        payout=7, key="refund-7", amount=Money(40_00, "USD"), charge="CH-1", payment="CH-1", destination="CH-1"
    )


def moved() -> int:
    """How often money moved."""
    return SandboxCall.objects.filter(moved=True).count()


def test_a_refusal_moves_nothing_and_gives_its_reason(
    sandbox: Provider, instruction: Instruction, sandbox_told: Told
) -> None:
    sandbox_told("CH-1", "refuses", reason="card closed")
    assert sandbox.send(instruction) == Receipt.refused("card closed")
    assert (moved(), sandbox.look_up(instruction)) == (0, None)


def test_unreachable_moves_nothing(sandbox: Provider, instruction: Instruction, sandbox_told: Told) -> None:
    sandbox_told("CH-1", "unreachable")
    with pytest.raises(Unreachable):
        sandbox.send(instruction)
    assert (moved(), sandbox.look_up(instruction)) == (0, None)


def test_a_lost_answer_is_found_by_our_key(sandbox: Provider, instruction: Instruction, sandbox_told: Told) -> None:
    sandbox_told("CH-1", "times_out")
    with pytest.raises(Unreachable):
        sandbox.send(instruction)
    found = sandbox.look_up(instruction)
    assert found is not None
    assert (moved(), found.outcome) == (1, ReceiptOutcome.PAID)


def test_a_late_answer_is_pending_first_and_paid_when_looked_up(
    sandbox: Provider, instruction: Instruction, sandbox_told: Told
) -> None:
    sandbox_told("CH-1", "answers_late")
    pending = sandbox.send(instruction)
    assert pending.outcome == ReceiptOutcome.PENDING
    assert sandbox.look_up(instruction) == Receipt.paid(pending.provider_reference)


def test_a_rule_holds_for_so_many_calls_and_for_its_charge_only(
    sandbox: Provider, instruction: Instruction, sandbox_told: Told
) -> None:
    sandbox_told("CH-1", "refuses", calls=2)
    outcomes = [sandbox.send(replace(instruction, key=f"refund-{n}")).outcome for n in range(3)]
    assert outcomes == ["refused", "refused", "paid"]
    assert sandbox.send(replace(instruction, key="other", charge="CH-2")).outcome == "paid"


def test_a_key_is_good_for_one_instruction_only(sandbox: Provider, instruction: Instruction) -> None:
    sandbox.send(instruction)
    with pytest.raises(Unreachable, match="another instruction"):
        sandbox.send(replace(instruction, amount=Money(41_00, "USD")))
    assert moved() == 1


def test_two_calls_at_one_instant_move_money_once(sandbox: Provider, instruction: Instruction) -> None:
    book = SandboxCall.objects.all()
    first = book.enter(instruction, answer="pays", moved=True)
    assert book.enter(instruction, answer="pays", moved=True) == first
    assert moved() == 1


def test_it_is_never_called_inside_a_transaction_of_ours(sandbox: Provider, instruction: Instruction) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sandbox.send(instruction)
    assert not connection.needs_rollback
    assert moved() == 0
