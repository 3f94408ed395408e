"""The real worker takes what approvals queue, and pays it."""

from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from refunds.models import CaseStatus, Payout, PayoutStatus, RefundCase, SandboxCall


def test_a_worker_pays_what_was_approved(payout: Payout) -> None:
    call_command("procrastinate", "worker", "--one-shot", "--queues=payouts")
    assert Payout.fetch(payout.pk).status == PayoutStatus.SUCCEEDED
    assert RefundCase.fetch(payout.case_id).status == CaseStatus.REFUNDED
    assert SandboxCall.objects.filter(moved=True).count() == 1
    assert set(ProcrastinateJob.objects.filter(task_name="refunds.pay").values_list("status", flat=True)) == {
        "succeeded"
    }
