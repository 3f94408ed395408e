"""The jobs that apply what providers tell us by themselves."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.operations.news import apply_event, catch_up, sweep_events
from refunds.operations.news.job import APPLY, QUEUE

EVERY_FIVE_MINUTES = "*/5 * * * *"
EVERY_NIGHT = "40 3 * * *"


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


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="refunds.catch_up", queue=QUEUE, queueing_lock="refunds.catch_up")
def catch_up_with_providers(timestamp: int) -> None:
    """Ask for messages that never came; a provider that doesn't answer fails the job, and the next night asks again."""
    catch_up(act=worker_act("asked for what was not heard"))
