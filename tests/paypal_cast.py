"""PayPal in the cast: the simulator, our connection to it, and a payment there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from refunds.money import Money
from refunds.operations.cashier import paypal_connection
from refunds.providers.base import Instruction, Timing
from refunds.providers.paypal import PayPal
from refunds.providers.paypal.connection import Account, Connection
from tests.cast import MOMENT
from tests.refunds.providers.paypal_simulator import PayPalSimulator, Signer
from tests.refunds.providers.paypal_simulator.server import CLIENT, SECRET

WEBHOOK = "1JE4291016473214C"


@pytest.fixture
def paypal_simulator() -> Iterator[PayPalSimulator]:
    """PayPal at the moment, with one captured payment of 100.00 USD: CAPTURE-1."""
    simulator = PayPalSimulator(MOMENT)
    simulator.books.captured("CAPTURE-1", "100.00")
    yield simulator
    simulator.close()


@pytest.fixture
def connection(paypal_simulator: PayPalSimulator) -> Iterator[Connection]:
    """Our connection to it."""
    account = Account(paypal_simulator.url, CLIENT, SECRET)
    connection = Connection(account, Timing(timeout=10), lambda: paypal_simulator.books.now)
    yield connection
    connection.close()


@pytest.fixture
def paypal(connection: Connection) -> PayPal:
    """PayPal as the operations call it."""
    return PayPal(connection)


@pytest.fixture
def paypal_set_up(paypal_simulator: PayPalSimulator, settings: Any) -> Iterator[PayPalSimulator]:
    """PayPal by the settings, as in production."""
    settings.PAYPAL_API_BASE, settings.PAYPAL_CLIENT_ID, settings.PAYPAL_SECRET = paypal_simulator.url, CLIENT, SECRET
    settings.PAYPAL_WEBHOOK_ID = WEBHOOK
    paypal_simulator.books.now = timezone.now()
    paypal_simulator.books.captured("CAPTURE-1", "100.00")
    paypal_simulator.signer = Signer(timezone.now())
    yield paypal_simulator
    connection = paypal_connection()
    assert connection is not None
    connection.close()


@pytest.fixture
def paypal_instruction() -> Instruction:
    """Refund 40.00 USD of CAPTURE-1."""
    return Instruction(7, "refund-7", Money(40_00, "USD"), charge="CH-1", payment="CAPTURE-1", destination="CH-1")
