"""The providers as the operations call them: by the name that stands on the payout."""

from __future__ import annotations

from refunds.models import SandboxCall
from refunds.providers.account_balance import AccountBalance
from refunds.providers.base import Provider
from refunds.providers.sandbox import Sandbox


def providers() -> dict[str, Provider]:
    """Every provider by name; the one place where the sandbox gets its books."""
    return {provider.name: provider for provider in (AccountBalance(), Sandbox(SandboxCall.objects.all()))}


def provider_named(name: str) -> Provider:
    """The provider that a payout names. Raises KeyError for a name that refunds/providers/registry.py doesn't give."""
    return providers()[name]
