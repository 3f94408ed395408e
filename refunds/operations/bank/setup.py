"""How bank transfers are set up here: our accounts, the countries, the keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from refunds.encryption import BadKey
from refunds.models.sealed import keyring
from refunds.providers.bank_files.debtors import BadDebtors, Debtor, read_debtors


def debtors() -> Mapping[str, Debtor]:
    """Our accounts by the currency that is paid from them."""
    return _debtors(settings.BANK_DEBTORS)


def is_offered_in(country: str) -> bool:
    """Whether transfers go to banks of a country (S-6.1.d). country: ISO 3166 alpha-2."""
    return country in settings.BANK_TRANSFER_REGIONS


def is_set_up() -> bool:
    """Whether anything can be paid by transfer here: an account of ours, and the keys that seal the customers'."""
    return bool(debtors() and settings.BANK_ACCOUNT_KEYS and settings.BANK_ACCOUNT_INDEX_KEY)


def hold_to_account() -> None:
    """Refuse to start with settings that can't be read. Raises ImproperlyConfigured with one sentence."""
    try:
        debtors()
        keyring()
    except (BadDebtors, BadKey) as fault:
        raise ImproperlyConfigured(str(fault)) from None


@cache
def _debtors(text: str) -> Mapping[str, Debtor]:
    return read_debtors(text)
