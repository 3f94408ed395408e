"""A stand-in for Stripe with a clock that the tests move, and our provider connected to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from accounts.acts import Act
from backoffice.demo.fake_stripe import Books, FakeStripe
from refunds.models import ProviderEvent
from refunds.money import Money
from refunds.operations.news import Message, take_in
from refunds.providers.base import Instruction
from refunds.providers.stripe import Stripe
from refunds.providers.stripe.client import connect
from tests.cast import MOMENT


def a_provider_event(act: Act, event_id: str = "evt_1", body: str = "{}", provider: str = "stripe") -> ProviderEvent:
    """An event about re_1 that was taken in and is waiting."""
    take_in(Message(provider, event_id, "refund.updated", "re_1", body), act=act)
    return ProviderEvent.objects.get(event_id=event_id)


@dataclass
class Clock:
    """An instant that stands still until somebody moves it."""

    now: dt.datetime = MOMENT

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Let time pass."""
        self.now += dt.timedelta(**by)


@pytest.fixture
def stripe_clock() -> Clock:
    """The clock of the stand-in."""
    return Clock()


@pytest.fixture
def at_stripe(stripe_clock: Clock) -> Books:
    """What Stripe knows: one charge of 100.00 USD, "ch_1"."""
    books = Books(stripe_clock)
    books.charge(100_00, "usd", id="ch_1")
    return books


@pytest.fixture
def fake_stripe(at_stripe: Books) -> Iterator[FakeStripe]:
    """The stand-in, serving."""
    with FakeStripe(at_stripe) as serving:
        yield serving


@pytest.fixture
def stripe(fake_stripe: FakeStripe) -> Stripe:
    """Our provider, connected to the stand-in."""
    return Stripe(connect(fake_stripe.api_key, api_base=fake_stripe.url, timeout=5))


@pytest.fixture
def stripe_set_up(settings: Any, fake_stripe: FakeStripe, at_stripe: Books) -> FakeStripe:
    """Stripe is set up here, at the address of the stand-in, which knows a payment by the name of the cast's charge."""
    settings.STRIPE_API_KEY, settings.STRIPE_API_BASE = fake_stripe.api_key, fake_stripe.url
    at_stripe.charge(100_00, "usd", id="CH-1")
    return fake_stripe


@pytest.fixture
def refund_of() -> Callable[..., Instruction]:
    """refund_of(40_00, key="refund-8"): an instruction to refund some of "ch_1"."""

    def make(minor: int = 40_00, currency: str = "USD", **values: Any) -> Instruction:
        said = {"payout": 7, "key": "refund-7", "charge": "CH-1", "payment": "ch_1", "destination": "CH-1"}
        return Instruction(amount=Money(minor, currency), **{**said, **values})

    return make
