"""What becomes of a case when its payouts are final. While one of them is not, the case stays approved."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.acts import Act
from refunds.models import CLOSED, CaseStatus, Decision, Outcome, Payout, PayoutStatus, RefundCase, Ruling
from refunds.operations.notify import notify_payment
from refunds.operations.perform import perform
from refunds.operations.reassess import reassess


def finish(case_id: int, act: Act) -> None:
    """Settle an approved case whose payouts are all paid, or reopen it when one of them is final without being paid.

    The case is locked. One under legal hold is finished after its release, by the sweep.
    """
    case = RefundCase.fetch(case_id)
    if case.status != CaseStatus.APPROVED or case.payouts.live().exists():
        return
    payouts = payouts_of(granted(case))
    if all(payout.status == PayoutStatus.SUCCEEDED for payout in payouts):
        perform(case, "settle", act)
        notify_payment(case, payouts, act)
    else:
        _take_up_again(case, act)


def reopen(case_id: int, act: Act) -> None:
    """Take a case up again because paid money came back; one that is being worked on anyway is evaluated anew."""
    case = RefundCase.fetch(case_id)
    if case.status == CaseStatus.APPROVED:
        finish(case_id, act)
    elif case.status in CLOSED:
        _take_up_again(case, act)
    else:
        reassess(case_id, act=act)


def catch_up(case_id: int, act: Act) -> None:
    """Take up a closed case of which paid money came back while nobody could."""
    case = RefundCase.fetch(case_id)
    approved = case.decisions.filter(ruling=Ruling.APPROVED).exclude(outcome=Outcome.REJECT)
    if approved.exists() and payouts_of(granted(case)).filter(status=PayoutStatus.RETURNED).exists():
        _take_up_again(case, act)


def granted(case: RefundCase) -> Decision:
    """The decision that is being paid: the last refund that was approved."""
    approved = case.decisions.filter(ruling=Ruling.APPROVED).exclude(outcome=Outcome.REJECT)
    return approved.latest("ruled_at", "pk")


def payouts_of(decision: Decision) -> QuerySet[Payout]:
    """The payouts of a decision, in the order of its parts."""
    return Payout.objects.filter(part__decision=decision).order_by("part_id")


def _take_up_again(case: RefundCase, act: Act) -> None:
    """Somebody has to have it: who had it last, otherwise who prepared what was being paid."""
    perform(case, "reopen", act, assignee=case.assignee or granted(case).prepared_by)
    reassess(case.pk, act=act)
