"""Statements settle what they prove, and tell the rest."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import BankOrder, BankStatement, CaseStatus, LedgerEntry, Payout, RefundCase
from refunds.operations.bank.statements import import_statement
from refunds.operations.perform import Refused
from refunds.providers.bank_files.values import end_to_end_id
from tests.refunds.models.tables import execute, refusal
from tests.refunds.providers.bank_files.statements import credit, debit, entry, statement

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Make = Callable[..., Any]


@pytest.fixture
def released(order_of: Make, batch_of: Make) -> SimpleNamespace:
    """Two transfers of 40.00 and 30.00 USD in a file that was released."""
    orders = [order_of("RC-1", 40_00), order_of("RC-2", 30_00)]
    batch = batch_of(*orders, released=True)
    return SimpleNamespace(orders=orders, batch=batch, ids=[order.end_to_end_id for order in orders])


@pytest.fixture
def bank_says(act_of: Acts) -> Callable[..., BankStatement]:
    """bank_says(debit(...), hours=30): Fatima brings a statement in."""

    def make(*entries: str, hours: float = 30, name: str = "fatima", **details: Any) -> BankStatement:
        content = statement(*entries, **details)
        return import_statement(content, filename="march.xml", act=act_of(name, hours=hours))

    return make


def outcomes(taken: BankStatement) -> list[str]:
    """What the lines meant, in the order in which they were settled."""
    return [line.outcome for line in taken.lines.all()]


def status_of(order: BankOrder) -> str:
    """The state of the payout of an order."""
    return Payout.fetch(order.payout_id).status


def test_a_booked_debit_settles_its_transfer_as_paid(released: SimpleNamespace, bank_says: Make) -> None:
    taken = bank_says(debit(released.ids[0], "40.00", "USD"))
    assert outcomes(taken) == ["paid"]
    assert [status_of(order) for order in released.orders] == ["succeeded", "pending"]
    assert RefundCase.fetch(released.orders[0].payout.case_id).status == CaseStatus.REFUNDED
    assert LedgerEntry.objects.get().amount_minor == 40_00
    assert type(released.batch).fetch(released.batch.pk).status == "partly_confirmed"


def test_the_batch_is_confirmed_when_the_bank_has_told_of_every_payment(
    released: SimpleNamespace, bank_says: Make
) -> None:
    bank_says(debit(released.ids[0], "40.00", "USD"))
    bank_says(debit(released.ids[1], "30.00", "USD"), hours=40)
    assert type(released.batch).fetch(released.batch.pk).status == "confirmed"


def test_the_same_file_twice_changes_nothing(released: SimpleNamespace, bank_says: Make) -> None:
    first = bank_says(debit(released.ids[0], "40.00", "USD"))
    assert bank_says(debit(released.ids[0], "40.00", "USD"), hours=31, name="felix") == first
    assert (BankStatement.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_the_same_payment_on_two_statements_is_settled_once(released: SimpleNamespace, bank_says: Make) -> None:
    bank_says(debit(released.ids[0], "40.00", "USD"))
    again = bank_says(debit(released.ids[0], "40.00", "USD"), hours=31, id="STM-2")
    assert outcomes(again) == ["known"]
    assert LedgerEntry.objects.count() == 1


def test_money_that_came_back_reopens_the_case(released: SimpleNamespace, bank_says: Make) -> None:
    bank_says(debit(released.ids[0], "40.00", "USD"))
    taken = bank_says(credit(released.ids[0], "40.00", "USD", reason="AC04", words="closed"), hours=50)
    assert outcomes(taken) == ["returned"]
    assert status_of(released.orders[0]) == "returned"
    case = RefundCase.fetch(released.orders[0].payout.case_id)
    assert case.status == CaseStatus.IN_REVIEW
    assert sum(LedgerEntry.objects.values_list("amount_minor", flat=True)) == 0


def test_paid_and_returned_on_one_statement_is_first_paid_whatever_stands_first(
    released: SimpleNamespace, bank_says: Make
) -> None:
    id = released.ids[0]
    taken = bank_says(credit(id, "40.00", "USD", reversal=True), debit(id, "40.00", "USD"))
    assert outcomes(taken) == ["paid", "returned"]
    assert status_of(released.orders[0]) == "returned"


def test_a_return_of_what_no_statement_showed_as_paid_fails_it(released: SimpleNamespace, bank_says: Make) -> None:
    bank_says(credit(released.ids[0], "40.00", "USD", reason="AC01"))
    assert status_of(released.orders[0]) == "failed"


@pytest.mark.parametrize("amount", ["39.99", "40.01", "400.00"])
def test_another_amount_is_a_task_and_no_settlement(released: SimpleNamespace, bank_says: Make, amount: str) -> None:
    taken = bank_says(debit(released.ids[0], amount, "USD"))
    (line,) = taken.lines.all()
    assert line.outcome == "to_look_at"
    assert f"The bank booked {amount} USD, and the refund is 40.00 USD" in line.said
    assert status_of(released.orders[0]) == "pending"
    assert amount in RefundCase.fetch(released.orders[0].payout.case_id).messages.last().body


def test_another_currency_and_no_amount_are_tasks(released: SimpleNamespace, bank_says: Make) -> None:
    several = entry("DBIT", "70.00", "USD", [(id, "") for id in released.ids])
    assert outcomes(bank_says(debit(released.ids[0], "40.00", "EUR"))) == ["to_look_at"]
    assert outcomes(bank_says(several, hours=31)) == ["to_look_at", "to_look_at"]
    assert not LedgerEntry.objects.exists()


def test_another_account_of_ours_is_a_task(released: SimpleNamespace, bank_says: Make) -> None:
    taken = bank_says(debit(released.ids[0], "40.00", "USD"), account="DE75512108001245126199")
    assert "on another account of ours" in taken.lines.get().said
    assert status_of(released.orders[0]) == "pending"


def test_what_was_never_released_is_a_task(order_of: Make, batch_of: Make, bank_says: Make) -> None:
    order = order_of()
    batch_of(order)
    taken = bank_says(debit(order.end_to_end_id, "100.00", "USD"))
    assert "in no file that was released" in taken.lines.get().said
    assert status_of(order) == "pending"


def test_the_rest_of_a_statement_is_told_line_by_line(released: SimpleNamespace, bank_says: Make) -> None:
    lines = (
        debit("RENT-2026", "900.00", "USD"),
        debit(end_to_end_id("refund-from-nowhere"), "40.00", "USD"),
        debit(released.ids[0], "40.00", "USD", status="PDNG"),
        entry("CRDT", "5.00", "USD", []),
    )
    taken = bank_says(*lines)
    assert outcomes(taken) == ["not_ours", "to_look_at", "not_booked", "not_ours"]
    assert taken.lines.all()[1].path == "Stmt[1]/Ntry[2]/TxDtls[1]"
    assert status_of(released.orders[0]) == "pending"


def test_a_debit_after_its_payout_failed_is_booked_after_all(released: SimpleNamespace, bank_says: Make) -> None:
    bank_says(credit(released.ids[0], "40.00", "USD", reason="AC01"))
    assert outcomes(bank_says(debit(released.ids[0], "40.00", "USD"), hours=40)) == ["paid"]
    assert status_of(released.orders[0]) == "succeeded"


@pytest.mark.parametrize("content", [b"", b"<a>", b"<html/>", b"PK\x03\x04", statement(debit("X", "1,5", "USD"))])
def test_a_bad_file_leaves_nothing_behind(content: bytes, act_of: Acts) -> None:
    with pytest.raises(Refused):
        import_statement(content, filename="march.xml", act=act_of("fatima"))
    assert not BankStatement.objects.exists()


def test_a_file_too_large_is_not_read(act_of: Acts) -> None:
    with pytest.raises(Refused, match="more than 20 MB"):
        import_statement(b" " * (20 * 1024 * 1024 + 1), filename="march.xml", act=act_of("fatima"))


@pytest.mark.parametrize("name", ["mei", "sofia", "anna", "adam"])
def test_only_finance_brings_statements_in(name: str, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        import_statement(statement(), filename="march.xml", act=act_of(name))


def test_a_statement_lies_sealed_and_stays_as_it_was(released: SimpleNamespace, bank_says: Make) -> None:
    taken = bank_says(debit(released.ids[0], "40.00", "USD"))
    assert released.ids[0] not in str(execute("SELECT content_sealed FROM refunds_bankstatement"))
    assert released.ids[0].encode() in taken.content
    assert "is refused" in refusal("UPDATE refunds_bankstatement SET filename = 'april.xml'")
    assert "is refused" in refusal("UPDATE refunds_bankstatementline SET outcome = 'known'")
