"""Events that were taken in and are still waiting: their job may have been lost."""

from __future__ import annotations

import datetime as dt

from accounts.acts import Act
from refunds.models import EventStatus, ProviderEvent
from refunds.operations.news.job import enqueue_event

PATIENCE = dt.timedelta(minutes=5)
"""How long an event may wait for its own job."""


def sweep_events(*, act: Act) -> list[int]:
    """Queue every event that has waited for too long; returns those that had no job."""
    late = ProviderEvent.objects.filter(status=EventStatus.RECEIVED, received_at__lte=act.at - PATIENCE)
    return [pk for pk in late.order_by("pk").values_list("pk", flat=True) if enqueue_event(pk)]
