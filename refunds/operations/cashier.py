"""The providers as the operations call them, built from the settings in this one place."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from refunds.models import ProviderName, SandboxCall
from refunds.operations.bank.desk import BankDesk
from refunds.operations.bank.setup import is_set_up
from refunds.providers.account_balance import AccountBalance
from refunds.providers.bank_transfer import BankTransfer
from refunds.providers.base import Provider
from refunds.providers.paypal import PayPal
from refunds.providers.paypal.connection import Account, Connection, connected
from refunds.providers.sandbox import Sandbox
from refunds.providers.stripe import Stripe
from refunds.providers.stripe.client import connect


class NotAvailable(LookupError):
    """A provider that is not set up here, with one sentence that says so."""


def providers() -> dict[str, Provider]:
    """Every provider that is set up here, by name."""
    made = (make() for make in MAKERS.values())
    return {provider.name: provider for provider in made if provider is not None}


def provider_named(name: str) -> Provider:
    """The provider that a payout names. Raises NotAvailable."""
    make = MAKERS.get(name)
    provider = make() if make else None
    if provider is None:
        raise NotAvailable(_("The provider “%s” is not set up here. Ask an administrator.") % name)
    return provider


def _account_balance() -> Provider:
    return AccountBalance()


def _bank_transfer() -> Provider | None:
    """Where an account of ours to pay from is set up, and the keys that seal the customers' accounts."""
    return BankTransfer(BankDesk()) if is_set_up() else None


def _sandbox() -> Provider | None:
    """Only where the settings say so: in production it would tell people that they were paid."""
    return Sandbox(SandboxCall.objects.all()) if settings.SANDBOX_PROVIDER else None


def _paypal() -> Provider | None:
    connection = paypal_connection()
    return PayPal(connection) if connection else None


def paypal_connection() -> Connection | None:
    """The line to PayPal, for refunds and for what verifies its messages; None where it is not set up."""
    account = Account(settings.PAYPAL_API_BASE, settings.PAYPAL_CLIENT_ID, settings.PAYPAL_SECRET)
    if not (account.client_id and account.secret):
        return None
    return connected(account, PayPal.timing, timezone.now)


def _stripe() -> Provider | None:
    if not settings.STRIPE_API_KEY:
        return None
    return Stripe(connect(settings.STRIPE_API_KEY, api_base=settings.STRIPE_API_BASE, timeout=Stripe.timing.timeout))


MAKERS: dict[str, Callable[[], Provider | None]] = {
    ProviderName.ACCOUNT_BALANCE: _account_balance,
    ProviderName.BANK_TRANSFER: _bank_transfer,
    ProviderName.SANDBOX: _sandbox,
    ProviderName.PAYPAL: _paypal,
    ProviderName.STRIPE: _stripe,
}
"""How each provider is made from the settings; None where it is not set up. Clients are kept by those who make them."""
