"""Accounts, payments and batches for tests of bank files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from refunds.money import Money
from refunds.providers.bank_files.values import Account, Batch, Payment, end_to_end_id
from tests.cast import MOMENT

GERMAN = Account("Lin Hua", "DE", "DE89370400440532013000", True, "COBADEFFXXX")
SINGAPOREAN = Account("Lin Hua", "SG", "0720012345", False, "DBSSSGSG")
CHINESE = Account("林华", "CN", "6222021234567890123", False, bank_code="102100099996")
OURS = Account("Image Works Pte. Ltd.", "SG", "0059876543", False, "DBSSSGSG")
OURS_IN_SEPA = Account("Image Works GmbH", "DE", "DE75512108001245126199", True, "SOGEDEFFXXX")


def payment(minor: int = 40_00, currency: str = "USD", account: Account = SINGAPOREAN, **changed: Any) -> Payment:
    """A payment of 40.00 USD to Lin Hua."""
    values = {"end_to_end_id": end_to_end_id(f"refund-{minor}"), "about": "Refund RC-1"}
    return Payment(amount=Money(minor, currency), account=account, **{**values, **changed})


def batch(*payments: Payment, debtor: Account = OURS, **changed: Any) -> Batch:
    """A batch made at the moment, to be paid the next day."""
    values = {"reference": "BB-1", "made_at": MOMENT, "pay_on": dt.date(2026, 3, 12)}
    return Batch(debtor=debtor, payments=payments or (payment(),), **{**values, **changed})
