"""The jobs that apply what providers tell us by themselves."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.operations.news import apply_event, sweep_events
from refunds.operations.news.job import APPLY, QUEUE

EVERY_FIVE_MINUTES = "*/5 * * * *"


def worker_act(why: str) -> Act:
    """The signature of a worker, now."""
    return Act(by=service_account("worker"), at=timezone.now(), why=why)


@app.task(name=APPLY, queue=QUEUE)
def apply_provider_event(*, event_id: int) -> None:
    """Apply one event."""
    apply_event(event_id, act=worker_act("event of a provider"))


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(name="refunds.sweep_events", queue=QUEUE, queueing_lock="refunds.sweep_events")
def sweep_provider_events(timestamp: int) -> None:
    """Queue the events that still wait and have no job."""
    sweep_events(act=worker_act("sweep"))
