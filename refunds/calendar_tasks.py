"""Jobs about the working calendar."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.operations.calendar import work_deadlines_out_anew
from refunds.operations.calendar.job import DEADLINES, QUEUE


def worker_act(why: str) -> Act:
    """The signature of a worker, now."""
    return Act(by=service_account("worker"), at=timezone.now(), why=why)


@app.task(name=DEADLINES, queue=QUEUE)
def bring_deadlines_up_to_date() -> None:
    """Give open cases the deadlines of the calendar as it is now."""
    work_deadlines_out_anew(act=worker_act("the working calendar changed"))
