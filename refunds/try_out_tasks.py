"""The job of whoever runs try-outs. It takes minutes: a worker of its own, for "tryouts", keeps others free."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.service_accounts import service_account
from refunds.operations.try_out import run_try_out
from refunds.operations.try_out.job import QUEUE, TRY_OUT


@app.task(name=TRY_OUT, queue=QUEUE)
def try_version_out(*, try_out_id: int) -> None:
    """Run one try-out to its end."""
    run_try_out(try_out_id, by=service_account("examiner"), clock=timezone.now)
