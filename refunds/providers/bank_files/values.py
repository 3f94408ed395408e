"""What a bank file is about: accounts, payments, and a batch of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from refunds.money import Money, total


@dataclass(frozen=True, slots=True)
class Account:
    """An account at a bank. number: an IBAN, or what the country uses instead; country: ISO 3166 alpha-2 of the bank.

    bic: ISO 9362. bank_code: the bank's number in its national clearing, where there is no BIC.
    """

    holder: str
    country: str
    number: str
    is_iban: bool
    bic: str = ""
    bank_code: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a batch. end_to_end_id: ours, at most 35 characters, and back on every statement; about: for the
    customer's own statement."""

    end_to_end_id: str
    amount: Money
    account: Account
    about: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Payments in one currency from one account. reference: at most 35 characters; pay_on: the day asked for."""

    reference: str
    made_at: dt.datetime
    pay_on: dt.date
    debtor: Account
    payments: Sequence[Payment]

    @property
    def control_sum(self) -> Money:
        """What all payments add up to."""
        return total([payment.amount for payment in self.payments], self.payments[0].amount.currency)


def end_to_end_id(key: str) -> str:
    """The id of a payment on its way through the banks, from the key of its payout: 32 characters, always the same."""
    return f"RF{hashlib.sha256(key.encode()).hexdigest()[:30].upper()}"
