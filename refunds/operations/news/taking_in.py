"""Taking in a provider's event: stored once, however often it is sent, and left to a job."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.acts import Act
from refunds.models import ProviderEvent, ProviderMessage
from refunds.operations.news.job import enqueue_event


@dataclass(frozen=True, slots=True)
class Message:
    """An event whose sender is proven. about: the number of what it is about, by which events belong together."""

    provider: str
    event_id: str
    kind: str
    about: str
    body: str


def take_in(message: Message, *, act: Act) -> bool:
    """Store the event and queue its job, both or neither; false where it is here already.

    act.at is when it came. Nothing is read and nothing is asked of the provider here: the sender waits for the answer.
    """
    if ProviderEvent.objects.filter(provider=message.provider, event_id=message.event_id).exists():
        return False
    try:
        with transaction.atomic():
            enqueue_event(_store(message, act).pk)
    except IntegrityError:
        # The same event came twice at one instant; the constraint let one of them in.
        if not ProviderEvent.objects.filter(provider=message.provider, event_id=message.event_id).exists():
            raise
        return False
    return True


def _store(message: Message, act: Act) -> ProviderEvent:
    event: ProviderEvent = ProviderEvent.objects.record(
        act,
        provider=message.provider,
        event_id=message.event_id,
        kind=message.kind,
        about=message.about,
        message=ProviderMessage.objects.create(provider=message.provider, body=message.body, received_at=act.at),
        received_at=act.at,
    )
    return event
