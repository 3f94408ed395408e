"""An event that could not be applied is given one more try, when what was in the way is settled."""

from __future__ import annotations

from django.db import transaction

from accounts.acts import Act
from refunds.locks import lock_event
from refunds.models import ProviderEvent
from refunds.operations.news.job import enqueue_event
from refunds.operations.perform import perform


def try_event_again(event_id: int, *, act: Act) -> ProviderEvent:
    """Queue the event once more. Raises Refused for one that isn't waiting for it; raises NoSuchRow."""
    with transaction.atomic():
        event = lock_event(event_id)
        perform(event, "take_up_again", act)
        enqueue_event(event.pk)
        return event
