"""What a provider tells us by itself: the state of a refund or of a dispute, or nothing that concerns us."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from refunds.money import Money
from refunds.providers.base import Listed


class Unreadable(ValueError):
    """A message that is the provider's and yet can't be read, with a sentence saying what about it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the provider lists it. about: the number of what it is about; body: the event as JSON."""

    id: str
    kind: str
    about: str
    body: str


@dataclass(frozen=True, slots=True)
class RefundNews:
    """How a refund stood when the message was written. place: how far it had come; messages overtake each other."""

    refund: Listed
    place: int


@dataclass(frozen=True, slots=True)
class DisputeNews:
    """How a dispute at the customer's bank stood.

    reference: the provider's number of it. payments: the names under which the provider knows the payment. status:
    "open", "won", "lost" or "closed", in the words of the dossier. place: of two messages the greater one is later.
    """

    reference: str
    payments: tuple[str, ...]
    status: str
    amount: Money
    opened_at: dt.datetime
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class NoNews:
    """Nothing that we keep books about. why: one sentence."""

    why: str


News = RefundNews | DisputeNews | NoNews
