"""Work for whoever runs try-outs, queued in the same transaction as its row."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

TRY_OUT = "refunds.try_out"
QUEUE = "tryouts"


def enqueue_try_out(try_out_id: int) -> bool:
    """Queue one try-out, unless a job for it is waiting already; false where one is.

    The task is named, not imported: operations know nothing of the tasks that call them.
    """
    job = configure_task(
        name=TRY_OUT, job_manager=JobManager(DjangoConnector()), queue=QUEUE, queueing_lock=f"try-out {try_out_id}"
    )
    try:
        with transaction.atomic():
            job.defer(try_out_id=try_out_id)
    except AlreadyEnqueued:
        return False
    return True
