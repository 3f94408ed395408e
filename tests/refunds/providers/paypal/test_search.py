"""What PayPal lists: payments without an order are looked up there, and refunds that nobody here approved show up."""

import datetime as dt
from dataclasses import replace

import pytest

from refunds.money import Money
from refunds.providers.base import Instruction, Listed, ReceiptOutcome, Unreachable
from refunds.providers.paypal import PayPal
from tests.cast import MOMENT
from tests.refunds.providers.paypal_simulator import PayPalSimulator

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def old_instruction(paypal_simulator: PayPalSimulator, paypal_instruction: Instruction) -> Instruction:
    """Refund 40.00 USD of a payment of 100 days ago that has no order."""
    paypal_simulator.books.captured("OLD-1", "100.00", order="", created_at=MOMENT - dt.timedelta(days=100))
    return replace(paypal_instruction, payment="OLD-1")


def everything(paypal: PayPal, cursor: str = "") -> tuple[list[Listed], str]:
    """All pages from a cursor, and the cursor for next time."""
    found: list[Listed] = []
    while True:
        listing = paypal.list_since(cursor)
        found, cursor = [*found, *listing.refunds], listing.cursor
        if not listing.more:
            return found, cursor


def test_a_payment_without_an_order_is_looked_up_in_the_list_of_transactions(
    paypal: PayPal, old_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    assert paypal.look_up(old_instruction) is None
    sent = paypal.send(old_instruction)
    paypal_simulator.books.now += 3 * HOUR
    assert paypal.look_up(old_instruction) == sent


def test_while_the_list_lags_behind_the_payment_nobody_says_that_it_is_absent(
    paypal: PayPal, old_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    paypal.send(replace(old_instruction, key="refund-6", amount=Money(1, "USD")))
    paypal_simulator.books.now += 2 * HOUR
    with pytest.raises(Unreachable, match="does not reach to the last change"):
        paypal.look_up(old_instruction)
    paypal_simulator.books.now += HOUR
    assert paypal.look_up(old_instruction) is None


def test_without_leave_to_search_nobody_says_that_it_is_absent(
    paypal: PayPal, old_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    paypal_simulator.may_search = False
    with pytest.raises(Unreachable, match="Allow “Transaction search”"):
        paypal.look_up(old_instruction)


def test_another_amount_in_the_list_is_a_question_for_a_person(
    paypal: PayPal, old_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    paypal.send(old_instruction)
    paypal_simulator.books.now += 3 * HOUR
    with pytest.raises(Unreachable, match=r"40\.00 USD under this key"):
        paypal.look_up(replace(old_instruction, amount=Money(1, "USD")))


def test_a_refund_by_hand_is_listed_as_not_ours(paypal: PayPal, paypal_simulator: PayPalSimulator) -> None:
    refund = paypal_simulator.books.by_hand("CAPTURE-1", "12.50")
    paypal_simulator.books.now += 4 * HOUR
    [listed], _ = everything(paypal)
    assert (listed.key, listed.payment, listed.amount) == ("", "CAPTURE-1", Money(12_50, "USD"))
    assert (listed.provider_reference, listed.receipt.outcome) == (refund.id, ReceiptOutcome.PAID)
    assert listed.created_at == MOMENT


def test_what_shows_late_is_not_left_out(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    _, cursor = everything(paypal)
    paypal.send(paypal_instruction)
    paypal_simulator.books.now += 2 * HOUR
    too_early, cursor = everything(paypal, cursor)
    paypal_simulator.books.now += 2 * HOUR
    found, cursor = everything(paypal, cursor)
    assert too_early == []
    assert [refund.key for refund in found] == ["refund-7"]


def test_pages_and_months_are_gone_through_to_the_end(paypal: PayPal, paypal_simulator: PayPalSimulator) -> None:
    books = paypal_simulator.books
    paypal_simulator.page_size = 2
    for _ in range(5):
        books.by_hand("CAPTURE-1", "1.00")
    books.now += dt.timedelta(days=40)
    books.by_hand("CAPTURE-1", "2.00")
    books.now += 4 * HOUR
    found, _ = everything(paypal)
    assert {refund.provider_reference for refund in found} == set(books.refunds)
    assert paypal_simulator.asked.count("GET /v1/reporting/transactions") < 50


@pytest.mark.parametrize(
    ("status", "outcome"), [("PENDING", "pending"), ("FAILED", "returned"), ("CANCELLED", "returned")]
)
def test_the_state_of_a_refund_is_listed(
    paypal: PayPal, paypal_simulator: PayPalSimulator, status: str, outcome: str
) -> None:
    paypal_simulator.books.by_hand("CAPTURE-1", "12.50").status = status
    paypal_simulator.books.now += 4 * HOUR
    [listed], _ = everything(paypal)
    assert listed.receipt.outcome == outcome
