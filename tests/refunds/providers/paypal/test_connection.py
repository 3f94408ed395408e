"""The line to PayPal: one token for many calls, renewed once, and everything unclear told apart."""

import datetime as dt
from collections.abc import Callable

import httpx
import pytest

from refunds.providers.base import Busy, Instruction, ReceiptOutcome, Timing, Unreachable
from refunds.providers.paypal import PayPal
from refunds.providers.paypal.connection import Account, Connection, connected
from tests.cast import MOMENT
from tests.refunds.providers.paypal_simulator import PayPalSimulator

TOKEN = httpx.Response(200, json={"access_token": "t", "expires_in": 32400})
ACCOUNT = Account("https://paypal.invalid", "client", "secret")


def tokens(simulator: PayPalSimulator) -> int:
    """How many tokens were asked for."""
    return simulator.asked.count("POST /v1/oauth2/token")


@pytest.fixture
def answering() -> Callable[[Callable[[httpx.Request], httpx.Response]], PayPal]:
    """answering(handler): PayPal whose refund calls the handler answers."""

    def make(handler: Callable[[httpx.Request], httpx.Response]) -> PayPal:
        def answer(request: httpx.Request) -> httpx.Response:
            return TOKEN if request.url.path == "/v1/oauth2/token" else handler(request)

        return PayPal(Connection(ACCOUNT, Timing(), lambda: MOMENT, httpx.MockTransport(answer)))

    return make


def test_a_token_serves_many_calls_until_it_ends(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    for _ in range(3):
        paypal.look_up(paypal_instruction)
    assert tokens(paypal_simulator) == 1
    paypal_simulator.books.now += dt.timedelta(hours=9)
    paypal.look_up(paypal_instruction)
    assert tokens(paypal_simulator) == 2


def test_a_token_that_is_refused_is_renewed_and_the_call_made_again(
    paypal: PayPal, paypal_instruction: Instruction, paypal_simulator: PayPalSimulator
) -> None:
    paypal.look_up(paypal_instruction)
    paypal_simulator.forget_tokens()
    assert paypal.send(paypal_instruction).outcome == ReceiptOutcome.PAID
    assert (tokens(paypal_simulator), len(paypal_simulator.books.posts)) == (2, 1)


def test_wrong_credentials_are_said_to_be_wrong(
    paypal: PayPal, paypal_instruction: Instruction, connection: Connection
) -> None:
    connection.account = Account(connection.account.base, "somebody", "else")
    with pytest.raises(Unreachable, match="does not accept our credentials"):
        paypal.send(paypal_instruction)


def test_a_token_that_is_refused_twice_is_not_asked_for_for_ever(
    answering: Callable[..., PayPal], paypal_instruction: Instruction
) -> None:
    calls: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return httpx.Response(401, json={})

    with pytest.raises(Unreachable, match="does not accept our credentials"):
        answering(refuse).send(paypal_instruction)
    assert len(calls) == 2


@pytest.mark.parametrize("problem", [httpx.ReadTimeout, httpx.ConnectTimeout, httpx.ConnectError, httpx.ReadError])
def test_no_answer_is_not_known(
    answering: Callable[..., PayPal], paypal_instruction: Instruction, problem: type[httpx.TransportError]
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise problem("", request=request)

    with pytest.raises(Unreachable, match=problem.__name__):
        answering(fail).send(paypal_instruction)


UNCLEAR = [
    {},
    {"id": "R-1", "status": "COMPLETED"},
    {"id": "", "status": "COMPLETED", "amount": {"value": "40.00", "currency_code": "USD"}, "custom_id": "refund-7"},
    {"id": "R-1", "status": "SENT", "amount": {"value": "40.00", "currency_code": "USD"}, "custom_id": "refund-7"},
    {"id": "R-1", "status": "COMPLETED", "amount": {"value": "40.01", "currency_code": "USD"}, "custom_id": "refund-7"},
    {"id": "R-1", "status": "COMPLETED", "amount": {"value": "40.00", "currency_code": "EUR"}, "custom_id": "refund-7"},
    {"id": "R-1", "status": "COMPLETED", "amount": {"value": 40, "currency_code": "USD"}, "custom_id": "refund-7"},
    {"id": "R-1", "status": "COMPLETED", "amount": "40.00 USD", "custom_id": "refund-7"},
    {"id": "R-1", "status": "COMPLETED", "amount": {"value": "40.00", "currency_code": "USD"}},
    [],
    "COMPLETED",
    None,
]


@pytest.mark.parametrize("content", UNCLEAR)
def test_an_answer_that_does_not_say_that_this_refund_was_paid_is_not_known(
    answering: Callable[..., PayPal], paypal_instruction: Instruction, content: object
) -> None:
    with pytest.raises(Unreachable):
        answering(lambda request: httpx.Response(201, json=content)).send(paypal_instruction)


@pytest.mark.parametrize("status", [100, 302, 401, 408, 418, 500, 502, 503, 504])
def test_a_status_that_paypal_does_not_document_is_not_known(
    answering: Callable[..., PayPal], paypal_instruction: Instruction, status: int
) -> None:
    with pytest.raises(Unreachable):
        answering(lambda request: httpx.Response(status, json={"name": "X"})).send(paypal_instruction)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("7", dt.timedelta(seconds=7)),
        ("Wed, 11 Mar 2026 02:00:30 GMT", dt.timedelta(seconds=30)),
        ("Wed, 11 Mar 2026 01:00:00 GMT", dt.timedelta(0)),
        ("99999999999", dt.timedelta(days=1)),
        ("soon", None),
        ("", None),
    ],
)
def test_paypal_says_how_long_to_wait(
    answering: Callable[..., PayPal], paypal_instruction: Instruction, said: str, wait: dt.timedelta | None
) -> None:
    response = httpx.Response(429, json={}, headers={"Retry-After": said})
    with pytest.raises(Busy) as busy:
        answering(lambda request: response).send(paypal_instruction)
    assert busy.value.wait == wait


def test_a_process_has_one_connection_for_an_account() -> None:
    timing = Timing()
    clock = lambda: MOMENT  # noqa: E731
    first, again = connected(ACCOUNT, timing, clock), connected(ACCOUNT, timing, clock)
    assert first is again
    assert connected(Account(ACCOUNT.base, "other", "secret"), timing, clock) is not first
