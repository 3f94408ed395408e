"""The contract of a payment provider: what it is told, what it answers, and what it promises.

Every provider promises three things, and tests/refunds/providers/test_contract.py holds each of them to it: the same
key moves money once; a refusal is told apart from not knowing; a refund is found again by our own key.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from refunds.money import Money


class Unreachable(Exception):
    """Nobody can say whether money moved: a timeout, a reset, any 5xx, an answer that can't be read."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """What to pay. Made from the stored payout alone, so that every attempt says the same, byte for byte.

    key: our own, made once at the approval. charge: the payment's reference at the platform. destination: the original
    account, or where else the route leads.
    """

    payout: int
    key: str
    amount: Money
    charge: str
    destination: str

    def body(self) -> bytes:
        """The instruction as canonical JSON."""
        words = {
            "amount": self.amount.minor,
            "charge": self.charge,
            "currency": self.amount.currency,
            "destination": self.destination,
            "key": self.key,
            "payout": self.payout,
        }
        return json.dumps(words, sort_keys=True, separators=(",", ":")).encode()


class ReceiptOutcome(StrEnum):
    """What a provider says of a refund."""

    PAID = "paid"
    PENDING = "pending"
    REFUSED = "refused"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A provider's answer. provider_reference: its own number of the refund; reason: its words where it refuses."""

    outcome: ReceiptOutcome
    provider_reference: str = ""
    reason: str = ""

    @classmethod
    def paid(cls, provider_reference: str) -> Receipt:
        """The money went out."""
        return cls(ReceiptOutcome.PAID, provider_reference)

    @classmethod
    def pending(cls, provider_reference: str) -> Receipt:
        """The provider has it and will say later."""
        return cls(ReceiptOutcome.PENDING, provider_reference)

    @classmethod
    def refused(cls, reason: str) -> Receipt:
        """The provider definitely did not and will not pay."""
        return cls(ReceiptOutcome.REFUSED, reason=reason)

    @classmethod
    def returned(cls, reason: str) -> Receipt:
        """Money that had been paid came back."""
        return cls(ReceiptOutcome.RETURNED, reason=reason)


class Provider(Protocol):
    """Somebody who moves money back to a customer. Called outside any transaction of ours.

    keys_last: how long the provider remembers a key, after which sending again could pay twice; None: for ever.
    visible_after: how long after a call the refund may still be missing from a look-up.
    """

    name: str
    keys_last: dt.timedelta | None
    visible_after: dt.timedelta

    def send(self, instruction: Instruction) -> Receipt:
        """Refund; a repeat of the key answers what became of the first. Raises Unreachable."""

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """What became of the instruction's key, or None where it never arrived. Raises Unreachable."""
