"""The contract of a payment provider: what it is told, what it answers, and what it promises.

Every provider promises three things, and tests/refunds/providers/test_contract.py holds each of them to it: the same
key moves money once; a refusal is told apart from not knowing; a refund is found again by our own key.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

from refunds.money import Money


class Unreachable(Exception):
    """Nobody can say whether money moved: a timeout, a reset, any 5xx, an answer that can't be read."""


class Busy(Exception):
    """Nothing is decided: 409 while the first call is under way, 429 for too many. The same again, later.

    wait: how long the provider asks us to stay away (its Retry-After); None where it doesn't say.
    """

    def __init__(self, problem: str, wait: dt.timedelta | None = None) -> None:
        super().__init__(problem)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Instruction:
    """What to pay. Stored with the approval as canonical JSON, so that every attempt says the same, byte for byte.

    payout: our number of it. key: our own, made once at the approval. charge: the payment's reference at the platform.
    payment: the provider's own id of the payment, such as Stripe's "ch_…" or a capture of PayPal; the charge again
    where nobody told us. destination: the original account, or where else the route leads.
    """

    payout: int
    key: str
    amount: Money
    charge: str
    payment: str
    destination: str

    def body(self) -> bytes:
        """The instruction as canonical JSON; the key stands for the payout, which has no number when it is made."""
        words = {
            "amount": self.amount.minor,
            "charge": self.charge,
            "currency": self.amount.currency,
            "destination": self.destination,
            "key": self.key,
            "payment": self.payment,
        }
        return json.dumps(words, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def read(cls, payout: int, body: str | bytes) -> Self:
        """The instruction that was stored with a payout. Raises KeyError or ValueError for what body() never wrote."""
        words = json.loads(body)
        amount = Money(words["amount"], words["currency"])
        return cls(payout, words["key"], amount, words["charge"], words["payment"], words["destination"])


class ReceiptOutcome(StrEnum):
    """What a provider says of a refund."""

    PAID = "paid"
    PENDING = "pending"
    REFUSED = "refused"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A provider's answer.

    provider_reference: its own number of the refund. reason: why it refuses, readable. code: its word for that, such as
    "expired_or_canceled_card"; empty where it has none.
    """

    outcome: ReceiptOutcome
    provider_reference: str = ""
    reason: str = ""
    code: str = ""

    @classmethod
    def paid(cls, provider_reference: str) -> Receipt:
        """The money went out."""
        return cls(ReceiptOutcome.PAID, provider_reference)

    @classmethod
    def pending(cls, provider_reference: str) -> Receipt:
        """The provider has it and will say later."""
        return cls(ReceiptOutcome.PENDING, provider_reference)

    @classmethod
    def refused(cls, reason: str, code: str = "", provider_reference: str = "") -> Receipt:
        """The provider definitely did not and will not pay."""
        return cls(ReceiptOutcome.REFUSED, provider_reference, reason, code)

    @classmethod
    def returned(cls, reason: str, code: str = "", provider_reference: str = "") -> Receipt:
        """Money that had been paid came back."""
        return cls(ReceiptOutcome.RETURNED, provider_reference, reason, code)


@dataclass(frozen=True, slots=True)
class Listed:
    """One refund as the provider lists it, whoever asked for it.

    key: ours; empty where the refund carries none of our keys. payment: the provider's id of what was refunded. also:
    other ids that the provider has for the same payment, by any of which the platform may know it.
    """

    key: str
    provider_reference: str
    payment: str
    amount: Money
    receipt: Receipt
    created_at: dt.datetime
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of what the provider refunded. cursor: where to go on next time; more: there is another page already."""

    refunds: tuple[Listed, ...]
    cursor: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """How a provider may be called. timeout: seconds for one call; at_once: how many calls at the same time."""

    timeout: float = 30.0
    at_once: int = 8


class Provider(Protocol):
    """Somebody who moves money back to a customer. Called outside any transaction of ours.

    keys_last: how long the provider remembers a key, after which sending again could pay twice; None: for ever.
    visible_after: how long after a call the refund may still be missing from a look-up.
    """

    name: str
    keys_last: dt.timedelta | None
    visible_after: dt.timedelta
    timing: Timing

    def send(self, instruction: Instruction) -> Receipt:
        """Refund; a repeat of the key answers what became of the first. Raises Unreachable and Busy."""

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """What became of the instruction's key, or None where it never arrived. Raises Unreachable and Busy."""

    def list_since(self, cursor: str) -> Listing:
        """What was refunded since an earlier listing, in pages; "" begins with the first that the provider still shows.

        Raises Unreachable and Busy. A refund may be listed twice, never left out.
        """
