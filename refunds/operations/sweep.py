"""Every payout that isn't final is looked for again: a job may be lost, a worker may die, a provider may be silent."""

from __future__ import annotations

from django.db import transaction

from accounts.acts import Act
from refunds.locks import lock_case
from refunds.models import RESERVING, CaseStatus, Payout, RefundCase
from refunds.operations.finish import finish
from refunds.operations.jobs import enqueue_payout


def sweep(*, act: Act) -> list[int]:
    """Queue a job for every payout about which something should be done now; returns those that had none waiting.

    Reserved without a job, lease over, outcome unknown, answer pending: the payout row is the truth, not the queue.
    """
    finish_what_is_paid(act)
    due = Payout.objects.due(act.at).order_by("pk").values_list("pk", flat=True)
    return [payout_id for payout_id in due if enqueue_payout(payout_id)]


def finish_what_is_paid(act: Act) -> None:
    """Finish approved cases whose last payout became final while they were under legal hold."""
    waiting = RefundCase.objects.filter(status=CaseStatus.APPROVED).exclude(payouts__status__in=RESERVING)
    for case_id in waiting.values_list("pk", flat=True):
        with transaction.atomic():
            finish(lock_case(case_id), act)
