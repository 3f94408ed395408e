"""Refunds on their way by bank transfer: an account given, checked, approved, handed over, in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.models import (
    BankAccount,
    BankBatch,
    BankFile,
    BankOrder,
    BankStatement,
    BankStatementLine,
    Charge,
    Payout,
    RefundCase,
)
from refunds.money import Money
from refunds.operations.approve import approve
from refunds.operations.bank.accounts import Given, check_bank_account, give_bank_account
from refunds.operations.bank.batches import make_batch, release_batch
from refunds.operations.decide import decide
from refunds.operations.pay import pay
from refunds.operations.recommended import recommended_proposal
from tests.refunds.models.tables import execute

Acts = Callable[..., Act]
TOMORROW = dt.date(2026, 3, 12)
ACCOUNT = Given("Lin Hua", "SG", "USD", number="072-001234-5", bic="DBSSSGSG")
OTHER = Given("Lin Hua", "DE", "USD", iban="DE89 3704 0044 0532 0130 00", bic="COBADEFFXXX")


def a_bare_batch(act: Act, reference: str = "BB-0") -> BankBatch:
    """A batch without payments, for rules that ask for none; the database is told to look away."""
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE refunds_bankbatch DISABLE TRIGGER adds_up")
    values = {
        "reference": reference,
        "format": "csv",
        "currency": "USD",
        "total_minor": 1,
        "count": 1,
        "filename": "a.csv",
    }
    batch: BankBatch = BankBatch.objects.record(
        act,
        made_by=act.by,
        made_at=act.at,
        released_by=service_account("worker"),
        released_at=act.at,
        pay_on=TOMORROW,
        sha256=sha256(b"").hexdigest(),
        **values,
    )
    file = BankFile(batch=batch)
    file.content = b""
    file.save()
    return batch


def a_bare_line(act: Act) -> BankStatementLine:
    """A line of a statement that names none of these refunds but bears an id as they are made."""
    taken = BankStatement(filename="a.xml", sha256="1" * 64, imported_by=act.by, imported_at=act.at, count=1)
    taken.content = b""
    taken.save()
    line: BankStatementLine = BankStatementLine.objects.create(
        statement=taken, path="Stmt[1]/Ntry[1]", is_debit=True, outcome="to_look_at", said="Ask the bank."
    )
    return line


@pytest.fixture
def closed(charge: Charge, act_of: Acts) -> Charge:
    """The charge of the order, whose account is closed."""
    charge.account_open = False
    charge.save(act=act_of("door"))
    return charge


@pytest.fixture
def closed_case(
    closed: Charge, open_case: Callable[..., RefundCase], examined: Callable[..., RefundCase]
) -> Callable[..., RefundCase]:
    """closed_case("RC-2", minor=30_00): taken by Mei; the account that paid is closed."""

    def make(number: str = "RC-1", minor: int = 100_00) -> RefundCase:
        return examined(open_case(number, requested_minor=minor))

    return make


@pytest.fixture
def account_of(act_of: Acts) -> Callable[..., BankAccount]:
    """account_of(case): the customer gives an account, and Mei finds that it is theirs."""

    def make(
        case: RefundCase, given: Given = ACCOUNT, *, owner: bool | None = True, minutes: float = 1.2
    ) -> BankAccount:
        account = give_bank_account(case.pk, given=given, act=act_of("mei", minutes=minutes))
        if owner is None:
            return account
        act = act_of("mei", minutes=minutes + 0.1)
        return check_bank_account(account.pk, owner_matches=owner, against="a bank statement", act=act)

    return make


@pytest.fixture
def transfer(
    closed_case: Callable[..., RefundCase], account_of: Callable[..., BankAccount], act_of: Acts
) -> Callable[..., Payout]:
    """transfer("RC-2", 30_00): a refund approved to go by bank transfer, reserved."""

    def make(number: str = "RC-1", minor: int = 100_00, given: Given = ACCOUNT) -> Payout:
        case = closed_case(number, minor)
        account_of(case, given)
        proposal = recommended_proposal(RefundCase.fetch(case.pk))
        decision = decide(case.pk, proposal=proposal, act=act_of("mei", minutes=2))
        approve(decision.case_id, act=act_of("sofia", minutes=3))
        found: Payout = Payout.objects.get(part__decision=decision)
        return found

    return make


@pytest.fixture
def order_of(transfer: Callable[..., Payout], act_of: Acts) -> Callable[..., BankOrder]:
    """order_of("RC-2", 30_00): a refund handed over for the next file."""

    def make(*arguments: Any, **details: Any) -> BankOrder:
        payout = transfer(*arguments, **details)
        pay(payout.pk, act=act_of("worker", minutes=4))
        return BankOrder.objects.get(payout=payout)

    return make


@pytest.fixture
def batch_of(act_of: Acts) -> Callable[..., BankBatch]:
    """batch_of(order, order): the file of what waits, made by Fatima; released by Felix where asked."""

    def make(*orders: BankOrder, released: bool = False) -> BankBatch:
        total = Money(sum(order.amount_minor for order in orders), orders[0].currency)
        batch = make_batch(
            currency=total.currency, pay_on=TOMORROW, seen=(total, len(orders)), act=act_of("fatima", minutes=10)
        )
        return release_batch(batch.pk, act=act_of("felix", minutes=20)) if released else batch

    return make
