"""The wire format against a second opinion: localstripe, somebody else's server of Stripe's API.

It runs as a process of its own, on this machine only, and proves the format and no more: it forgets idempotency keys,
lets more be refunded than was charged, and knows no failures. What Stripe does about money is in the stand-in.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import stripe as stripe_library

from refunds.money import Money
from refunds.providers.base import Instruction, ReceiptOutcome
from refunds.providers.stripe import Stripe
from refunds.providers.stripe.client import connect

pytestmark = pytest.mark.skipif(
    find_spec("localstripe") is None, reason="localstripe is not installed: `make setup` brings it"
)

KEPT_IN = """
import builtins, runpy, socket
class Loopback(socket.socket):
    def bind(self, address):
        super().bind(("::ffff:127.0.0.1", *address[1:]))
socket.socket = Loopback
file = builtins.open
def kept(path, *how, **named):
    return file("store" if path == "/tmp/localstripe.pickle" else path, *how, **named)
builtins.open = kept
runpy.run_module("localstripe", run_name="__main__")
"""
"""By itself it listens on every interface and writes into /tmp; here it does so on this machine and where it runs."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where localstripe serves, with nothing in it."""
    port = free_port()
    command = [sys.executable, "-u", "-c", KEPT_IN, "--port", str(port), "--from-scratch"]
    log: Path = tmp_path_factory.mktemp("localstripe") / "log"
    with log.open("w") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=log.parent)
        try:
            assert process.stdout is not None
            if not any("Running on" in line for line in process.stdout):
                pytest.fail(f"localstripe did not start: {log.read_text()[-500:]}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate()


@pytest.fixture
def client(address: str) -> stripe_library.StripeClient:
    """Stripe's library, connected to localstripe."""
    return connect("sk_test_12345", api_base=address, timeout=20)


@pytest.fixture
def charge(client: stripe_library.StripeClient) -> Any:
    """100.00 USD, charged to a test card."""
    card: Any = {
        "type": "card",
        "card": {"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123"},
    }
    method = client.v1.payment_methods.create(card)
    customer = client.v1.customers.create({})
    client.v1.payment_methods.attach(method.id, {"customer": customer.id})
    paid: Any = {"amount": 100_00, "currency": "usd", "customer": customer.id, "source": method.id}
    return client.v1.charges.create(paid)


@pytest.fixture
def instruction(charge: Any) -> Instruction:
    """Refund 40.00 USD of the charge."""
    return Instruction(
        payout=7, key="refund-7", amount=Money(40_00, "USD"), charge="CH-1", payment=charge.id, destination="CH-1"
    )


def test_a_refund_is_understood_and_found_again_by_our_key(
    client: stripe_library.StripeClient, instruction: Instruction
) -> None:
    provider = Stripe(client)
    receipt = provider.send(instruction)
    assert receipt.outcome == ReceiptOutcome.PAID
    assert provider.look_up(instruction) == receipt
    kept = client.v1.refunds.retrieve(receipt.provider_reference)
    assert (kept.amount, kept.currency, kept.charge) == (40_00, "usd", instruction.payment)
    assert kept.metadata is not None
    assert kept.metadata.to_dict() == {"refund_key": "refund-7", "payout": "7", "charge": "CH-1"}


def test_a_refund_is_listed_with_its_key(client: stripe_library.StripeClient, instruction: Instruction) -> None:
    provider = Stripe(client)
    receipt = provider.send(instruction)
    found = {one.provider_reference: one for one in provider.list_since("").refunds}
    ours = found[receipt.provider_reference]
    assert (ours.key, ours.amount, ours.payment) == ("refund-7", Money(40_00, "USD"), instruction.payment)


def test_a_payment_that_is_not_there_is_a_refusal(
    client: stripe_library.StripeClient, refund_of: Callable[..., Instruction]
) -> None:
    assert Stripe(client).send(refund_of(payment="ch_none")).outcome == ReceiptOutcome.REFUSED
