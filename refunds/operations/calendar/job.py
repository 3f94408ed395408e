"""Work that follows an entry in the calendar or a notice about it, queued in the transaction of its row."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

DEADLINES = "refunds.work_deadlines_out_anew"
MAIL = "refunds.mail_calendar_notice"
QUEUE = "calendar"


def enqueue_deadlines() -> bool:
    """Queue working out the deadlines of open cases, unless that waits already; false where it does.

    The task is named, not imported: operations know nothing of the tasks that call them.
    """
    job = configure_task(
        name=DEADLINES, job_manager=JobManager(DjangoConnector()), queue=QUEUE, queueing_lock=DEADLINES
    )
    try:
        with transaction.atomic():
            job.defer()
    except AlreadyEnqueued:
        return False
    return True


def enqueue_mail(notice_id: int) -> None:
    """Queue the mail of a notice, for after the notice is stored."""
    configure_task(name=MAIL, job_manager=JobManager(DjangoConnector()), queue=QUEUE).defer(notice_id=notice_id)
