"""How each provider's events are read."""

from __future__ import annotations

from collections.abc import Callable

from refunds.models import ProviderEvent
from refunds.providers.news import News
from refunds.providers.paypal import events as paypal_events
from refunds.providers.stripe import events as stripe_events

READERS: dict[str, Callable[[bytes], News]] = {
    "paypal": paypal_events.read,
    "stripe": stripe_events.read,
}


def news_of(event: ProviderEvent) -> News:
    """What an event says. Raises Unreadable."""
    return READERS[event.provider](event.message.body.encode())


def all_news_about(event: ProviderEvent) -> list[News]:
    """What all events say so far that are about the same thing as this one. Raises Unreadable."""
    same = (
        ProviderEvent.objects.select_related("message")
        .filter(provider=event.provider, about=event.about)
        .order_by("pk")
    )
    return [news_of(other) for other in same]
