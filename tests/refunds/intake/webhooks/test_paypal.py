"""The door for PayPal's messages: proven by its signature, stored once, applied by a job."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.acts import Act
from refunds.models import Charge, Dispute, EventStatus, Payout, PayoutStatus, ProviderEvent
from refunds.operations.news import apply_event
from refunds.operations.pay import pay
from tests.paypal_cast import WEBHOOK
from tests.refunds.providers.paypal_simulator import Fault, Faults, PayPalSimulator
from tests.refunds.providers.paypal_simulator.resources import refund_of

pytestmark = pytest.mark.django_db
Send = Callable[..., HttpResponse]
Acts = Callable[..., Act]


def event(kind: str, resource: dict[str, Any], number: str = "WH-1") -> bytes:
    """An event, written as nobody else would."""
    return json.dumps({"id": number, "event_type": kind, "resource": resource}, indent=3).encode()


@pytest.fixture
def send(paypal_set_up: PayPalSimulator) -> Send:
    """send(body): what the door answers to a message that PayPal signed."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def make(body: bytes, *, sent: bytes | None = None, webhook: str = WEBHOOK, **changed: str) -> HttpResponse:
        headers = paypal_set_up.signer.headers(body, url=paypal_set_up.url, webhook=webhook) | changed
        return browser.post(
            "/webhooks/paypal/", body if sent is None else sent, content_type="application/json", headers=headers
        )

    return make


@pytest.fixture
def paypal_payout(
    case: Any, charge: Charge, granted: Callable[..., Payout], act_of: Acts, paypal_set_up: PayPalSimulator
) -> Payout:
    """A payout of 100.00 USD that goes back by PayPal."""
    charge.provider, charge.provider_payment = "paypal", "CAPTURE-1"
    charge.save(act=act_of("door"))
    return granted(case)


BODY = event("PAYMENT.CAPTURE.REFUNDED", {"id": "R-1", "note": "退款"})


def test_a_message_of_paypal_is_stored_as_it_came_and_only_once(send: Send, people: object) -> None:
    assert [send(BODY).status_code for _ in range(3)] == [200, 200, 200]
    stored = ProviderEvent.objects.get()
    assert (stored.provider, stored.event_id, stored.kind) == ("paypal", "WH-1", "PAYMENT.CAPTURE.REFUNDED")
    assert (stored.about, stored.message.body.encode()) == ("R-1", BODY)


@pytest.mark.parametrize(
    "forged",
    [
        {"sent": BODY + b" "},
        {"webhook": "OF-SOMEBODY-ELSE"},
        {"PAYPAL-TRANSMISSION-SIG": ""},
        {"PAYPAL-TRANSMISSION-SIG": "é"},
        {"PAYPAL-AUTH-ALGO": "none"},
        {"PAYPAL-CERT-URL": "https://evil.example/v1/notifications/certs/CERT-1"},
    ],
    ids=str,
)
def test_a_message_that_is_not_proven_leaves_nothing_behind(send: Send, forged: dict[str, Any]) -> None:
    answer = send(BODY, **forged)
    assert (answer.status_code, ProviderEvent.objects.count()) == (400, 0)
    assert b"Nothing was stored" in answer.content


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"{}", b'{"id": 1, "event_type": "x", "resource": []}'])
def test_what_is_no_event_is_turned_away_even_where_it_is_signed(send: Send, body: bytes) -> None:
    assert send(body).status_code == 400
    assert not ProviderEvent.objects.exists()


def test_where_the_certificate_cannot_be_had_the_message_is_to_be_sent_again(
    send: Send, paypal_set_up: PayPalSimulator
) -> None:
    unknown = {"PAYPAL-CERT-URL": f"{paypal_set_up.url}/v1/notifications/certs/CERT-2"}
    assert send(BODY, **unknown).status_code == 400
    answer = send(BODY)
    assert (answer.status_code, ProviderEvent.objects.count()) == (503, 0)
    assert b"Send it again" in answer.content


@pytest.mark.parametrize("missing", ["PAYPAL_CLIENT_ID", "PAYPAL_WEBHOOK_ID"])
def test_a_door_that_is_not_set_up_says_which_setting_is_missing(send: Send, settings: Any, missing: str) -> None:
    before = getattr(settings, missing)
    setattr(settings, missing, "")
    answer = send(BODY)
    setattr(settings, missing, before)
    assert answer.status_code == 503
    assert missing.encode() in answer.content


def test_a_lost_answer_is_settled_by_the_message_and_money_that_comes_back_is_booked(
    send: Send, paypal_payout: Payout, paypal_set_up: PayPalSimulator, act_of: Acts
) -> None:
    paypal_set_up.faults = Faults(Fault.AFTER_RESET)
    pay(paypal_payout.pk, act=act_of("worker", minutes=5))
    [refund] = paypal_set_up.books.refunds.values()
    states = [Payout.fetch(paypal_payout.pk).status]
    for number, status in enumerate(("COMPLETED", "FAILED")):
        refund.status = status
        send(event("PAYMENT.CAPTURE.REFUNDED", refund_of(refund, paypal_set_up.url), f"WH-{number}"))
        applied = apply_event(ProviderEvent.objects.latest("pk").pk, act=act_of("worker", minutes=6 + number))
        assert applied.status == EventStatus.APPLIED
        states.append(Payout.fetch(paypal_payout.pk).status)
    assert states == [PayoutStatus.UNKNOWN, PayoutStatus.SUCCEEDED, PayoutStatus.RETURNED]


def test_a_dispute_at_paypal_stands_on_its_charge(send: Send, paypal_payout: Payout, act_of: Acts) -> None:
    dispute = {
        "dispute_id": "PP-D-1",
        "create_time": "2026-03-10T04:41:29.000Z",
        "disputed_transactions": [{"seller_transaction_id": "CAPTURE-1"}],
        "status": "OPEN",
        "dispute_amount": {"currency_code": "USD", "value": "100.00"},
    }
    send(event("CUSTOMER.DISPUTE.CREATED", dispute))
    apply_event(ProviderEvent.objects.get().pk, act=act_of("worker", minutes=6))
    assert Dispute.objects.get().charge == paypal_payout.charge
