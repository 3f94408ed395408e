"""Batches, events, replies, orders and charges in every state; a line of a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import models

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import (
    BankAccount,
    BankBatch,
    BankOrder,
    BankStatementLine,
    CannedReply,
    Charge,
    Order,
    ProviderEvent,
    RefundCase,
)
from refunds.operations.approve import approve
from refunds.operations.decide import decide
from refunds.operations.pay import pay
from refunds.operations.recommended import recommended_proposal
from tests.bank_cast import a_bare_batch, a_bare_line
from tests.refunds.models.tables import put, states_of
from tests.stripe_cast import a_provider_event

Acts = Callable[..., Act]


def one_in_each(model: type[models.Model], make: Callable[[str], Any], *, less: str = "") -> list[Any]:
    """A row in each state of a model. make: from the state, in a state that a row can be born in."""
    return [model._default_manager.get(pk=row.pk) for row in brought(model, make, less)]


def brought(model: type[models.Model], make: Callable[[str], Any], less: str) -> Iterator[Any]:
    """The rows, each brought into its state."""
    for state in states_of(model):
        if state != less:
            row = make(state)
            put(model._meta.db_table, state, row.pk)
            yield row


@pytest.fixture
def to_a_bank(
    own_case: Callable[..., RefundCase],
    examined: Callable[..., RefundCase],
    account_of: Callable[..., BankAccount],
    act_of: Acts,
) -> Callable[[str], BankOrder]:
    """to_a_bank("RC-50"): a refund that waits for the next file, because the account that paid is closed."""

    def make(number: str) -> BankOrder:
        case = examined(own_case(number, account_open=False))
        account_of(case)
        proposal = recommended_proposal(RefundCase.fetch(case.pk))
        decide(case.pk, proposal=proposal, act=act_of("mei", minutes=2))
        approve(case.pk, act=act_of("sofia", minutes=3))
        pay(case.payouts.get().pk, act=act_of("worker", minutes=4))
        return BankOrder.objects.get(payout__case=case)

    return make


@pytest.fixture
def example_batches(
    to_a_bank: Callable[[str], BankOrder], batch_of: Callable[..., BankBatch], act_of: Acts
) -> list[BankBatch]:
    """One that was made and waits for its release; one in each other state. A refund waits for the next."""
    made = batch_of(to_a_bank("RC-50"))
    others = one_in_each(BankBatch, lambda state: a_bare_batch(act_of("fatima"), f"BB-{state}"), less="made")
    to_a_bank("RC-51")
    return [made, *others]


@pytest.fixture
def example_lines(act_of: Acts) -> list[BankStatementLine]:
    """A line that somebody has to look at."""
    return [a_bare_line(act_of("fatima"))]


@pytest.fixture
def example_events(act_of: Acts) -> list[ProviderEvent]:
    """What a provider told, in each state."""
    return one_in_each(ProviderEvent, lambda state: a_provider_event(act_of("door"), f"evt_{state}"))


@pytest.fixture
def example_replies(act_of: Acts) -> list[CannedReply]:
    """One in use and one that is retired."""
    words = {"text_en": "Thank you.", "text_zh": "谢谢。"}
    return one_in_each(CannedReply, lambda state: CannedReply.objects.record(act_of("sofia"), title=state, **words))


@pytest.fixture
def example_orders(customer: Customer, act_of: Acts) -> list[Order]:
    """An order in each state."""
    make = Order.objects.record
    return one_in_each(Order, lambda state: make(act_of("door"), number=f"ORD-{state}", customer=customer))


@pytest.fixture
def example_charges(customer: Customer, act_of: Acts) -> list[Charge]:
    """A charge in each state."""
    money = {"amount_minor": 100_00, "currency": "USD", "method": "visa"}
    make = Charge.objects.record
    return one_in_each(Charge, lambda state: make(act_of("door"), reference=f"CH-{state}", customer=customer, **money))
