"""Jobs about the working calendar."""

from __future__ import annotations

from smtplib import SMTPException

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.operations.calendar import raise_notice, work_deadlines_out_anew
from refunds.operations.calendar.job import DEADLINES, MAIL, QUEUE
from refunds.operations.calendar.mail import mail_notice

EVERY_MORNING = "0 1 * * *"
"""09:00 in UTC+8."""
MAIL_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=60, retry_exceptions=[OSError, SMTPException])
"""A mail server that does not answer, or refuses, is asked again after minutes, then hours."""


def worker_act(why: str) -> Act:
    """The signature of a worker, now."""
    return Act(by=service_account("worker"), at=timezone.now(), why=why)


@app.task(name=DEADLINES, queue=QUEUE)
def bring_deadlines_up_to_date() -> None:
    """Give open cases the deadlines of the calendar as it is now."""
    work_deadlines_out_anew(act=worker_act("the working calendar changed"))


@app.periodic(cron=EVERY_MORNING)
@app.task(name="refunds.watch_calendar", queue=QUEUE, queueing_lock="refunds.watch_calendar")
def watch_calendar(timestamp: int) -> None:
    """Tell administrators of a year that is missing before it matters."""
    raise_notice(act=worker_act("the working calendar"))


@app.task(name=MAIL, queue=QUEUE, retry=MAIL_AGAIN)
def mail_calendar_notice(*, notice_id: int) -> None:
    """Mail one notice."""
    mail_notice(notice_id)
