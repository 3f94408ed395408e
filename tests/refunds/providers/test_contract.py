"""What every provider promises, held against each of them."""

from dataclasses import replace
from typing import Any

import pytest

from refunds.models import SandboxCall
from refunds.money import Money
from refunds.operations.cashier import MAKERS, NotAvailable, provider_named, providers
from refunds.providers.base import Instruction, Provider, ReceiptOutcome

pytestmark = pytest.mark.django_db
SET_UP = {"paypal": "paypal_with_payment", "stripe": "stripe_set_up"}
"""The fixture that sets a provider up on a stand-in that holds the payment, for those that are outside."""


@pytest.fixture
def paypal_with_payment(paypal_set_up: Any) -> None:
    """PayPal is set up, and holds the payment."""
    paypal_set_up.books.captured("CH-1", "100.00")


@pytest.fixture(params=["account_balance", "bank_transfer", "sandbox", *SET_UP])
def provider(request: pytest.FixtureRequest) -> Provider:
    """Each provider in turn."""
    if request.param in SET_UP:
        request.getfixturevalue(SET_UP[request.param])
    return provider_named(request.param)


@pytest.fixture
def instruction(request: pytest.FixtureRequest) -> Instruction:
    """Refund 40.00 USD of CH-1; a bank transfer pays what was approved, to an account that was checked."""
    if "provider" in request.fixturenames and request.getfixturevalue("provider").name == "bank_transfer":
        payout = request.getfixturevalue("transfer")("RC-1", 40_00)
        return Instruction.read(payout.pk, payout.body)
    return Instruction(
        payout=7, key="refund-7", amount=Money(40_00, "USD"), charge="CH-1", payment="CH-1", destination="CH-1"
    )


def test_every_provider_is_held_to_the_contract() -> None:
    assert set(MAKERS) == {"account_balance", "bank_transfer", "sandbox", *SET_UP}


def test_a_provider_that_is_not_set_up_is_not_available() -> None:
    assert set(providers()) == {"account_balance", "bank_transfer", "sandbox"}
    for name in SET_UP:
        with pytest.raises(NotAvailable, match=name):
            provider_named(name)


def test_it_goes_by_the_name_it_is_called_by(provider: Provider) -> None:
    assert provider_named(provider.name).name == provider.name


def test_a_refund_is_paid_under_a_reference(provider: Provider, instruction: Instruction) -> None:
    receipt = provider.send(instruction)
    later = provider.name == "bank_transfer"  # its statement says so
    assert receipt.outcome == (ReceiptOutcome.PENDING if later else ReceiptOutcome.PAID)
    assert receipt.provider_reference


def test_the_same_key_twice_moves_money_once(provider: Provider, instruction: Instruction) -> None:
    assert provider.send(instruction) == provider.send(instruction)
    assert SandboxCall.objects.filter(moved=True).count() <= 1


def test_another_key_is_another_refund(
    provider: Provider, instruction: Instruction, request: pytest.FixtureRequest
) -> None:
    other = replace(instruction, payout=8, key="refund-8")
    if provider.name == "bank_transfer":
        payout = request.getfixturevalue("transfer")("RC-2", 30_00)
        other = Instruction.read(payout.pk, payout.body)
    assert provider.send(instruction) != provider.send(other)


def test_what_was_never_sent_is_not_found(provider: Provider, instruction: Instruction) -> None:
    assert provider.look_up(instruction) is None


def test_what_is_found_is_what_was_answered(provider: Provider, instruction: Instruction) -> None:
    receipt = provider.send(instruction)
    assert provider.look_up(instruction) in (None, receipt)


def test_what_was_sent_is_listed(provider: Provider, instruction: Instruction) -> None:
    receipt = provider.send(instruction)
    listing = provider.list_since("")
    found = [(one.key, one.amount, one.receipt) for one in listing.refunds]
    assert found in ([], [(instruction.key, instruction.amount, receipt)])
    assert set(provider.list_since(listing.cursor).refunds) <= set(listing.refunds)  # twice, but nothing else


def test_it_says_how_it_may_be_called(provider: Provider) -> None:
    assert provider.timing.timeout > 0
    assert provider.timing.at_once > 0


def test_an_instruction_reads_the_same_on_every_attempt(instruction: Instruction) -> None:
    assert instruction.body() == (
        b'{"amount":4000,"charge":"CH-1","currency":"USD","destination":"CH-1","key":"refund-7","payment":"CH-1"}'
    )
    assert Instruction.read(7, instruction.body()) == instruction
