"""The job that applies an event, queued in the same transaction as its row."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

APPLY = "refunds.apply_event"
QUEUE = "events"


def enqueue_event(event_id: int) -> bool:
    """Queue one event, unless it waits already; false where it does. The task is named, not imported."""
    job = configure_task(
        name=APPLY, job_manager=JobManager(DjangoConnector()), queue=QUEUE, queueing_lock=f"event {event_id}"
    )
    try:
        with transaction.atomic():
            job.defer(event_id=event_id)
    except AlreadyEnqueued:
        return False
    return True
