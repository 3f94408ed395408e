"""Work for whoever runs try-outs, queued in the same transaction as its row."""

from __future__ import annotations

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

TRY_OUT = "refunds.try_out"
QUEUE = "tryouts"


def enqueue_try_out(try_out_id: int) -> None:
    """Queue one try-out. The task is named, not imported: operations know nothing of the tasks that call them."""
    job = configure_task(
        name=TRY_OUT, job_manager=JobManager(DjangoConnector()), queue=QUEUE, queueing_lock=f"try-out {try_out_id}"
    )
    job.defer(try_out_id=try_out_id)
