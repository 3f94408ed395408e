"""The accounts of ours from which transfers are paid, and the file that each bank takes: from the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from refunds.money import MoneyError, exponent_of
from refunds.providers.bank_files.account_checks import BadAccount, account_of
from refunds.providers.bank_files.values import Account

PAIN001, CSV = "pain.001", "csv"
FORMATS = (PAIN001, CSV)
FIELDS = {"holder", "country", "iban", "account", "bic", "bank_code", "format"}


class BadDebtors(ValueError):
    """The setting can't be read, with one sentence that says where and why."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """One account of ours. format: of the files that its bank takes."""

    account: Account
    format: str

    @classmethod
    def read(cls, currency: str, row: Any) -> Self:
        """One entry of the setting. Raises BadDebtors."""
        if not isinstance(row, dict) or set(row) - FIELDS:
            raise BadDebtors(f"BANK_DEBTORS[{currency!r}] takes {', '.join(sorted(FIELDS))} and nothing else")
        try:
            exponent_of(currency)
            account = account_of(
                holder=row.get("holder", ""),
                country=row.get("country", ""),
                iban=row.get("iban", ""),
                number=row.get("account", ""),
                bic=row.get("bic", ""),
                bank_code=row.get("bank_code", ""),
            )
        except (BadAccount, MoneyError) as fault:
            raise BadDebtors(f"BANK_DEBTORS[{currency!r}]: {fault}") from None
        if row.get("format", PAIN001) not in FORMATS:
            raise BadDebtors(f"BANK_DEBTORS[{currency!r}]: the format is one of {', '.join(FORMATS)}")
        return cls(account, row.get("format", PAIN001))


def read_debtors(text: str) -> Mapping[str, Debtor]:
    """The accounts by the currency that is paid from them. text: a JSON object, or nothing. Raises BadDebtors."""
    if not text.strip():
        return {}
    try:
        rows = json.loads(text)
    except ValueError as fault:
        raise BadDebtors(f"BANK_DEBTORS is not JSON: {fault}") from None
    if not isinstance(rows, dict):
        raise BadDebtors('BANK_DEBTORS is a JSON object by currency, such as {"EUR": {"holder": …, "iban": …}}')
    return {currency: Debtor.read(currency, row) for currency, row in rows.items()}
