"""PayPal pays once for a key, says why it refuses, and its refunds are found again by our key."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from refunds.money import Money
from refunds.providers.base import Busy, Instruction, Receipt, ReceiptOutcome, Unreachable
from refunds.providers.paypal import PayPal
from refunds.providers.paypal.provider import body_of
from tests.refunds.providers.paypal_simulator import Fault, Faults, PayPalSimulator

DAY = dt.timedelta(days=1)


@pytest.fixture
def refunded(paypal_simulator: PayPalSimulator) -> Callable[[], str]:
    """What went back of the payment."""
    return lambda: str(paypal_simulator.books.refunded("CAPTURE-1"))


def test_a_part_of_a_payment_is_refunded_under_our_key(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    receipt = paypal.send(paypal_instruction)
    [refund] = paypal_simulator.books.refunds_of("CAPTURE-1")
    assert receipt == Receipt.paid(refund.id)
    assert (str(refund.value), refund.custom_id, refund.invoice_id) == ("40.00", "refund-7", "refund-7")


def test_every_attempt_sends_the_same_bytes_and_the_stored_key(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    first, second = paypal.send(paypal_instruction), paypal.send(paypal_instruction)
    assert first == second
    assert paypal_simulator.books.posts == [("refund-7", body_of(paypal_instruction))] * 2
    assert body_of(paypal_instruction) == (
        b'{"amount":{"currency_code":"USD","value":"40.00"},"custom_id":"refund-7","invoice_id":"refund-7"}'
    )


def test_a_repeat_of_a_pending_refund_answers_with_its_latest_state(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    paypal_simulator.books.captures["CAPTURE-1"].answers_later = True
    pending = paypal.send(paypal_instruction)
    paypal_simulator.books.refunds[pending.provider_reference].status = "COMPLETED"
    assert pending.outcome == ReceiptOutcome.PENDING
    assert paypal.send(paypal_instruction) == Receipt.paid(pending.provider_reference)


@pytest.mark.parametrize("status", ["FAILED", "CANCELLED"])
def test_a_refund_that_ends_unpaid_has_come_back(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator, status: str
) -> None:
    sent = paypal.send(paypal_instruction)
    paypal_simulator.books.refunds[sent.provider_reference].status = status
    found = paypal.look_up(paypal_instruction)
    assert found is not None
    assert (found.outcome, found.code, found.provider_reference) == ("returned", status, sent.provider_reference)


AFTER = [fault for fault in Fault if fault.name.startswith("AFTER")]


@pytest.mark.parametrize("fault", AFTER)
def test_a_lost_answer_is_not_known_and_found_by_our_key(
    paypal: PayPal,
    paypal_instruction: Instruction,
    paypal_simulator: PayPalSimulator,
    refunded: Callable[[], str],
    fault: Fault,
) -> None:
    paypal_simulator.faults = Faults(fault)
    with pytest.raises(Unreachable):
        paypal.send(paypal_instruction)
    found = paypal.look_up(paypal_instruction)
    assert found is not None
    assert (found.outcome, refunded()) == (ReceiptOutcome.PAID, "40.00")


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.ERROR, Fault.REDIRECT])
def test_what_never_arrived_is_not_known_either_and_proven_absent(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator, fault: Fault
) -> None:
    paypal_simulator.faults = Faults(fault)
    with pytest.raises(Unreachable):
        paypal.send(paypal_instruction)
    assert paypal.look_up(paypal_instruction) is None


@pytest.mark.parametrize(("fault", "wait"), [(Fault.TOO_MANY, dt.timedelta(seconds=7)), (Fault.IN_PROGRESS, None)])
def test_not_now_is_told_apart_from_not_known(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator, fault: Fault, wait: object
) -> None:
    paypal_simulator.faults = Faults(fault)
    with pytest.raises(Busy) as busy:
        paypal.send(paypal_instruction)
    assert busy.value.wait == wait


def test_forty_percent_faults_double_and_lose_nothing(paypal: PayPal, paypal_simulator: PayPalSimulator) -> None:
    books = paypal_simulator.books
    paypal_simulator.faults = Faults(seed=4, share=0.4)
    for number in range(60):
        books.captured(f"C{number}", "10.00")
        instruction = Instruction(number, f"k{number}", Money(10_00, "USD"), "CH", f"C{number}", "CH")
        send_until_known(paypal, instruction)
    assert [str(books.refunded(f"C{number}")) for number in range(60)] == ["10.00"] * 60
    assert len(books.refunds) == 60


def send_until_known(paypal: PayPal, instruction: Instruction) -> Receipt:
    """What a worker does: the same again, after a look."""
    while True:
        try:
            return paypal.look_up(instruction) or paypal.send(instruction)
        except (Busy, Unreachable):
            continue


ISSUES = [
    ("CAPTURE_FULLY_REFUNDED", "in full already"),
    ("REFUND_TIME_LIMIT_EXCEEDED", "of this age any more. Agree on another way"),
    ("TRANSACTION_REFUSED", "its own controls"),
    ("REFUND_NOT_ALLOWED", "does not allow a refund"),
    ("PAYEE_ACCOUNT_RESTRICTED", "restricted. Finance has to settle it"),
    ("PAYER_ACCOUNT_LOCKED_OR_CLOSED", "locked or closed. Agree on another way"),
    ("MULTI_CURRENCY_REFUND_NOT_ALLOWED", "converted from another currency"),
    ("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK", "charged this payment back"),
    ("TRANSACTION_DISPUTED", "disputes this payment"),
    ("SOMETHING_NEW", "PayPal refused: In PayPal's words: something_new."),
]


@pytest.mark.parametrize(("issue", "words"), ISSUES)
def test_a_refusal_is_readable_and_keeps_the_code_of_paypal(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator, issue: str, words: str
) -> None:
    paypal_simulator.books.captures["CAPTURE-1"].told = issue
    receipt = paypal.send(paypal_instruction)
    assert (receipt.outcome, receipt.code) == (ReceiptOutcome.REFUSED, issue)
    assert words in receipt.reason
    assert paypal.look_up(paypal_instruction) is None


def test_more_than_is_left_is_refused(paypal: PayPal, paypal_instruction: Instruction) -> None:
    paypal.send(replace(paypal_instruction, key="refund-6", amount=Money(60_01, "USD")))
    assert paypal.send(paypal_instruction).code == "REFUND_AMOUNT_EXCEEDED"


def test_a_payment_that_paypal_does_not_know_is_refused_and_never_refunded(
    paypal: PayPal, paypal_instruction: Instruction
) -> None:
    elsewhere = replace(paypal_instruction, payment="../../v1/oauth2/token")
    assert paypal.send(elsewhere).code == "INVALID_RESOURCE_ID"
    assert paypal.look_up(elsewhere) is None


def test_when_the_key_is_forgotten_our_invoice_number_still_stops_a_second_refund(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator, refunded: Callable[[], str]
) -> None:
    sent = paypal.send(paypal_instruction)
    paypal_simulator.books.now += 46 * DAY
    with pytest.raises(Unreachable, match="DUPLICATE_INVOICE_ID"):
        paypal.send(paypal_instruction)
    assert (paypal.look_up(paypal_instruction), refunded()) == (sent, "40.00")


def test_a_key_is_good_for_one_instruction_only(
    paypal: PayPal, paypal_instruction: Instruction, refunded: Callable[[], str]
) -> None:
    paypal.send(paypal_instruction)
    with pytest.raises(Unreachable, match="DUPLICATE_REQUEST_ID"):
        paypal.send(replace(paypal_instruction, amount=Money(41_00, "USD")))
    assert refunded() == "40.00"


def test_another_amount_under_our_key_is_a_question_for_a_person(
    paypal: PayPal, paypal_instruction: Instruction
) -> None:
    paypal.send(paypal_instruction)
    with pytest.raises(Unreachable, match=r"another refund: 40\.00 USD"):
        paypal.look_up(replace(paypal_instruction, amount=Money(41_00, "USD")))


@pytest.mark.parametrize(
    ("minor", "currency", "value"), [(1234, "JPY", "1234"), (1234_00, "HUF", "1234"), (500_00, "TWD", "500")]
)
def test_three_currencies_go_without_decimals(
    paypal: PayPal, paypal_simulator: PayPalSimulator, minor: int, currency: str, value: str
) -> None:
    paypal_simulator.books.captured("C-2", "9999", currency)
    instruction = Instruction(8, "refund-8", Money(minor, currency), "CH-2", "C-2", "CH-2")
    assert paypal.send(instruction).outcome == ReceiptOutcome.PAID
    assert json.loads(body_of(instruction))["amount"] == {"currency_code": currency, "value": value}
    assert paypal.look_up(instruction) == paypal.send(instruction)


def test_half_a_forint_is_refused_before_anything_is_sent(paypal: PayPal, paypal_simulator: PayPalSimulator) -> None:
    receipt = paypal.send(Instruction(8, "refund-8", Money(1234_50, "HUF"), "CH-2", "C-2", "CH-2"))
    assert (receipt.outcome, receipt.code) == (ReceiptOutcome.REFUSED, "DECIMALS_NOT_SUPPORTED")
    assert paypal_simulator.books.posts == []
