"""The sweep finds every payout that isn't final and has no job, whatever became of its worker."""

from collections.abc import Callable

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from refunds.models import CaseStatus, Payout, PayoutStatus, RefundCase, SandboxCall, SandboxRule
from refunds.operations.attempt import claim
from refunds.operations.jobs import enqueue_payout
from refunds.operations.legal_hold import hold, release
from refunds.operations.pay import pay
from refunds.operations.sweep import sweep

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Told = Callable[..., SandboxRule]


@pytest.fixture
def jobless(payout: Payout) -> Payout:
    """A reserved payout whose job was lost."""
    lose_jobs()
    return payout


def lose_jobs() -> None:
    """The queue forgets everything, the job for the next attempt included."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def jobs() -> int:
    """How many jobs wait."""
    return ProcrastinateJob.objects.filter(status="todo").count()


def test_a_payout_whose_job_waits_gets_no_second_one(payout: Payout, act_of: Acts) -> None:
    assert sweep(act=act_of("worker", minutes=5)) == []
    assert enqueue_payout(payout.pk) is False
    assert jobs() == 1


def test_a_reserved_payout_whose_job_was_lost_gets_a_new_one(jobless: Payout, act_of: Acts) -> None:
    assert sweep(act=act_of("worker", minutes=5)) == [jobless.pk]
    assert jobs() == 1


def test_a_payout_whose_worker_died_is_taken_up_when_its_lease_ends(jobless: Payout, act_of: Acts) -> None:
    claim(jobless.pk, act_of("worker", minutes=5))
    assert sweep(act=act_of("worker", minutes=14)) == []
    assert sweep(act=act_of("worker", minutes=15)) == [jobless.pk]


@pytest.mark.parametrize("answer", ["times_out", "unreachable", "answers_late"])
def test_an_open_outcome_is_taken_up_when_its_time_has_come(
    answer: str, jobless: Payout, sandbox_told: Told, act_of: Acts
) -> None:
    sandbox_told("CH-1", answer)
    pay(jobless.pk, act=act_of("worker", minutes=5))
    assert sweep(act=act_of("worker", minutes=9.5)) == []
    lose_jobs()
    assert sweep(act=act_of("worker", minutes=10)) == [jobless.pk]
    pay(jobless.pk, act=act_of("worker", minutes=10))
    assert Payout.fetch(jobless.pk).status == PayoutStatus.SUCCEEDED
    assert SandboxCall.objects.filter(moved=True).count() == 1


def test_what_is_final_is_left_alone(jobless: Payout, act_of: Acts) -> None:
    pay(jobless.pk, act=act_of("worker", minutes=5))
    assert sweep(act=act_of("worker", days=30)) == []


def test_what_waits_under_a_legal_hold_is_left_alone(jobless: Payout, act_of: Acts) -> None:
    hold(jobless.case_id, kind="court", reference="C-1", act=act_of("sofia", minutes=4))
    assert sweep(act=act_of("worker", minutes=5)) == []
    release(jobless.case_id, act=act_of("sofia", minutes=6))
    assert sweep(act=act_of("worker", minutes=7)) == [jobless.pk]


def test_a_case_whose_payout_arrived_under_a_hold_is_finished_after_its_release(
    jobless: Payout, sandbox_told: Told, act_of: Acts
) -> None:
    sandbox_told("CH-1", "times_out")
    pay(jobless.pk, act=act_of("worker", minutes=5))
    hold(jobless.case_id, kind="court", reference="C-1", act=act_of("sofia", minutes=6))
    pay(jobless.pk, act=act_of("worker", minutes=10))
    release(jobless.case_id, act=act_of("sofia", minutes=11))
    assert RefundCase.fetch(jobless.case_id).status == CaseStatus.APPROVED
    sweep(act=act_of("worker", minutes=12))
    assert RefundCase.fetch(jobless.case_id).status == CaseStatus.REFUNDED
