"""What the workers do: jobs and their timetable. The operations name these tasks and never import them."""

from __future__ import annotations

import random

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.calendar_tasks import bring_deadlines_up_to_date, mail_calendar_notice, watch_calendar
from refunds.news_tasks import apply_provider_event, catch_up_with_providers, sweep_provider_events
from refunds.operations.adopt import list_refunds
from refunds.operations.executor.marks import books_are_open
from refunds.operations.jobs import PAY, QUEUE
from refunds.operations.pay import pay
from refunds.operations.sweep import sweep
from refunds.queue_tasks import check_queue_counts, fold_queue_counts
from refunds.try_out_tasks import try_version_out

__all__ = [
    "apply_provider_event",
    "bring_deadlines_up_to_date",
    "catch_up_with_providers",
    "check_queue_counts",
    "fold_queue_counts",
    "list_provider_refunds",
    "mail_calendar_notice",
    "pay_payout",
    "remove_old_jobs",
    "retry_stalled_jobs",
    "sweep_payouts",
    "sweep_provider_events",
    "try_version_out",
    "watch_calendar",
]

EVERY_FIVE_MINUTES = "*/5 * * * *"
EVERY_NIGHT = "30 3 * * *"
HOUR, FIVE_MINUTES = 3600, 300
"""Seconds."""
JOBS_KEPT = 30 * 24
"""Hours for which the queue remembers what is done; what was paid is in the books for good."""


def worker_act(why: str) -> Act:
    """The signature of a worker, now."""
    return Act(by=service_account("worker"), at=timezone.now(), why=why)


@app.task(name=PAY, queue=QUEUE)
def pay_payout(*, payout_id: int) -> None:
    """Make one attempt at a payout; further ones are the sweep's business, not the queue's."""
    pay(payout_id, act=worker_act("payout"), chance=random.random)


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(name="refunds.sweep", queue=QUEUE, queueing_lock="refunds.sweep")
def sweep_payouts(timestamp: int) -> None:
    """Queue what isn't final and has no job."""
    sweep(act=worker_act("sweep"))


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(name="refunds.list_refunds", queue=QUEUE, queueing_lock="refunds.list_refunds")
def list_provider_refunds(timestamp: int) -> None:
    """Compare what the providers refunded with the books; every hour, and at once after a restore from a backup."""
    act = worker_act("what the providers refunded")
    if timestamp % HOUR < FIVE_MINUTES or not books_are_open(act):
        list_refunds(act=act)


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(name="refunds.retry_stalled_jobs", queue=QUEUE, queueing_lock="refunds.retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int) -> None:
    """Take up the jobs of workers that died; where the same work is queued again already, that job is enough."""
    jobs = app.job_manager
    for job in await jobs.get_stalled_jobs():
        assert job.id
        lock = job.queueing_lock
        if lock and await jobs.list_jobs_async(queueing_lock=lock, status=Status.TODO.value):
            await jobs.finish_job_by_id_async(job_id=job.id, status=Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job)


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="refunds.remove_old_jobs", queue=QUEUE, queueing_lock="refunds.remove_old_jobs")
async def remove_old_jobs(timestamp: int) -> None:
    """Keep the queue short: what waits in it is found among what still has to be done."""
    await app.job_manager.delete_old_jobs(JOBS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True)
