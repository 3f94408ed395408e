"""PayPal's events, in our words."""

import datetime as dt
import json
from typing import Any

import pytest

from refunds.money import Money
from refunds.providers.base import ReceiptOutcome
from refunds.providers.news import DisputeNews, NoNews, RefundNews, Unreadable
from refunds.providers.paypal.events import names_of, read
from tests.cast import MOMENT
from tests.refunds.providers.paypal_simulator import Books
from tests.refunds.providers.paypal_simulator.resources import refund_of


def event(kind: str, resource: object) -> bytes:
    """An event as PayPal writes it."""
    return json.dumps({"id": "WH-1", "event_type": kind, "create_time": "x", "resource": resource}).encode()


def refund(status: str = "COMPLETED", **changed: Any) -> dict[str, Any]:
    """A refund of 40.00 USD under the key refund-7."""
    books = Books(MOMENT)
    books.captured("CAPTURE-1", "100.00")
    asked = {"amount": {"value": "40.00", "currency_code": "USD"}, "custom_id": "refund-7", "invoice_id": "refund-7"}
    made, _ = books.refund("CAPTURE-1", "refund-7", b"", asked)
    made.status = status
    return refund_of(made, "https://api.paypal.com") | changed


def dispute(**changed: Any) -> dict[str, Any]:
    """A dispute of 96.00 USD about CAPTURE-1."""
    return {
        "dispute_id": "PP-D-27803",
        "create_time": "2026-03-10T04:41:29.000Z",
        "update_time": "2026-03-10T04:45:00.000Z",
        "disputed_transactions": [{"seller_transaction_id": "CAPTURE-1"}],
        "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
        "status": "OPEN",
        "dispute_amount": {"currency_code": "USD", "value": "96.00"},
    } | changed


@pytest.mark.parametrize(
    ("kind", "status", "outcome", "place"),
    [
        ("PAYMENT.CAPTURE.REFUNDED", "COMPLETED", ReceiptOutcome.PAID, 1),
        ("PAYMENT.REFUND.PENDING", "PENDING", ReceiptOutcome.PENDING, 0),
        ("PAYMENT.REFUND.FAILED", "FAILED", ReceiptOutcome.RETURNED, 2),
    ],
)
def test_a_refund_is_found_by_our_key(kind: str, status: str, outcome: ReceiptOutcome, place: int) -> None:
    news = read(event(kind, refund(status)))
    assert isinstance(news, RefundNews)
    assert (news.refund.key, news.refund.payment, news.refund.amount) == ("refund-7", "CAPTURE-1", Money(40_00, "USD"))
    assert (news.refund.receipt.outcome, news.place) == (outcome, place)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("RESOLVED_BUYER_FAVOUR", "lost"),
        ("ACCEPTED", "lost"),
        ("RESOLVED_SELLER_FAVOUR", "won"),
        ("CANCELED_BY_BUYER", "closed"),
        ("RESOLVED_WITH_PAYOUT", "open"),
        ("OF_NEXT_YEAR", "open"),
    ],
)
def test_a_dispute_ends_as_its_outcome_says_and_what_we_do_not_know_stays_open(code: str, status: str) -> None:
    news = read(event("CUSTOMER.DISPUTE.RESOLVED", dispute(status="RESOLVED", dispute_outcome={"outcome_code": code})))
    assert isinstance(news, DisputeNews)
    assert news.status == status


def test_a_dispute_names_the_payment_and_what_is_at_stake() -> None:
    news = read(event("CUSTOMER.DISPUTE.CREATED", dispute()))
    opened = dt.datetime(2026, 3, 10, 4, 41, 29, tzinfo=dt.UTC)
    assert news == DisputeNews(
        "PP-D-27803", ("CAPTURE-1",), "open", Money(96_00, "USD"), opened, (int(opened.timestamp()) + 211, 0)
    )


def test_a_lost_dispute_counts_what_was_taken() -> None:
    outcome = {"outcome_code": "ACCEPTED", "amount_refunded": {"currency_code": "USD", "value": "50.00"}}
    news = read(event("CUSTOMER.DISPUTE.RESOLVED", dispute(status="RESOLVED", dispute_outcome=outcome)))
    assert isinstance(news, DisputeNews)
    assert (news.status, news.amount) == ("lost", Money(50_00, "USD"))


def test_a_payment_that_paypal_took_back_stops_payouts() -> None:
    news = read(event("PAYMENT.CAPTURE.REVERSED", refund()))
    assert isinstance(news, DisputeNews)
    assert (news.status, news.payments) == ("open", ("CAPTURE-1",))


def test_other_events_are_none_of_our_books() -> None:
    assert isinstance(read(event("CHECKOUT.ORDER.APPROVED", {"id": "O-1"})), NoNews)


def test_an_event_has_a_number_a_kind_and_something_it_is_about() -> None:
    number = refund()["id"]
    assert names_of(event("PAYMENT.REFUND.PENDING", refund())) == ("WH-1", "PAYMENT.REFUND.PENDING", number)
    assert names_of(event("CUSTOMER.DISPUTE.CREATED", dispute()))[2] == "PP-D-27803"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'"x"',
        b"\xff",
        event("PAYMENT.CAPTURE.REFUNDED", None),
        event("PAYMENT.CAPTURE.REFUNDED", {}),
        event("PAYMENT.CAPTURE.REFUNDED", refund(status="SENT")),
        event("PAYMENT.CAPTURE.REFUNDED", refund(amount={"value": "much", "currency_code": "USD"})),
        event("PAYMENT.CAPTURE.REFUNDED", refund(create_time="yesterday")),
        event("CUSTOMER.DISPUTE.CREATED", dispute(disputed_transactions=[{}])),
    ],
)
def test_what_cannot_be_read_is_said_to_be_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable, match="This event of PayPal lacks"):
        read(body)
