"""The workers' jobs call the operations, signed by the worker's service account."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from refunds.models import LedgerEntry, Payout, PayoutStatus
from refunds.operations.jobs import PAY, enqueue_payout
from refunds.tasks import pay_payout, remove_old_jobs, retry_stalled_jobs, sweep_payouts

pytestmark = pytest.mark.django_db


def lose_worker() -> int:
    """The job that waits was begun by a worker that died without a sign; its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s RETURNING id", [worker])
        return int(cursor.fetchone()[0])


def test_the_job_pays_under_the_name_by_which_the_approval_queued_it(payout: Payout) -> None:
    assert PAY in app.tasks
    job = ProcrastinateJob.objects.get()
    app.tasks[job.task_name](**job.args)
    assert Payout.fetch(payout.pk).status == PayoutStatus.SUCCEEDED
    assert LedgerEntry.objects.count() == 1


def test_the_payout_is_signed_by_the_worker(payout: Payout) -> None:
    pay_payout(payout_id=payout.pk)
    signatures = payout.history.order_by("history_id").values_list("history_user__username", flat=True)
    assert list(signatures) == ["sofia", "worker", "worker"]


def test_the_sweep_and_the_care_for_stalled_jobs_have_a_timetable() -> None:
    timetable = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert timetable["refunds.sweep"] == timetable["refunds.retry_stalled_jobs"] == "*/5 * * * *"


def test_the_sweep_queues_what_has_no_job(payout: Payout) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    sweep_payouts(timestamp=0)
    assert ProcrastinateJob.objects.get().args == {"payout_id": payout.pk}


def test_the_job_of_a_dead_worker_is_taken_up_again(payout: Payout) -> None:
    stalled = lose_worker()
    async_to_sync(retry_stalled_jobs.func)(timestamp=0)
    assert ProcrastinateJob.objects.get(pk=stalled).status == "todo"


def test_a_job_that_is_queued_again_already_is_not_doubled(payout: Payout) -> None:
    stalled = lose_worker()
    assert enqueue_payout(payout.pk)
    async_to_sync(retry_stalled_jobs.func)(timestamp=0)
    assert ProcrastinateJob.objects.get(pk=stalled).status == "failed"
    assert ProcrastinateJob.objects.filter(status="todo").count() == 1


def test_the_queue_forgets_what_was_done_long_ago(payout: Payout) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '29 days'")
        async_to_sync(remove_old_jobs.func)(timestamp=0)
        assert ProcrastinateJob.objects.count() == 1
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '31 days'")
    async_to_sync(remove_old_jobs.func)(timestamp=0)
    assert not ProcrastinateJob.objects.exists()
