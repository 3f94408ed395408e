"""Work for the payout workers, queued in the same transaction as the rows it is about."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

PAY = "refunds.pay"
QUEUE = "payouts"


def enqueue_payout(payout_id: int, at: dt.datetime | None = None) -> bool:
    """Queue one payout, unless a job for it is waiting already; false where one is. at: not before this instant.

    The task is named, not imported, so that the operations know nothing of the tasks that call them. The connector is
    Django's in a worker as well: the worker's own would queue the job outside our transaction.
    """
    job = configure_task(
        name=PAY,
        job_manager=JobManager(DjangoConnector()),
        queue=QUEUE,
        queueing_lock=f"payout {payout_id}",
        schedule_at=at,
    )
    try:
        with transaction.atomic():
            job.defer(payout_id=payout_id)
    except AlreadyEnqueued:
        return False
    return True
