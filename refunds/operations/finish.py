"""What becomes of a case when its payouts are final. While one of them is not, the case stays approved."""

from __future__ import annotations

from accounts.acts import Act
from accounts.rows import RowsOf
from refunds.models import CLOSED, RESERVING, CaseStatus, Decision, Outcome, Payout, PayoutStatus, RefundCase, Ruling
from refunds.operations.notify import notify_payment
from refunds.operations.perform import perform
from refunds.operations.reassess import reassess

GRANTED = RowsOf(
    Payout,
    """
    JOIN refunds_decisionpart part ON part.id = refunds_payout.part_id
    WHERE part.decision_id = (
        SELECT id FROM refunds_decision WHERE case_id = %s AND ruling = 'approved' AND outcome <> 'reject'
        ORDER BY ruled_at DESC, id DESC LIMIT 1
    )
    ORDER BY part.id
    """,
)
"""The payouts of granted(), in the order of its parts."""


def finish(case: RefundCase, act: Act) -> None:
    """Settle an approved case whose payouts are all paid, or reopen it when one of them is final without being paid.

    The case is as it was locked. One under legal hold is finished after its release, by the sweep.
    """
    if case.status != CaseStatus.APPROVED:
        return
    payouts = GRANTED(case.pk)
    if any(payout.status in RESERVING for payout in payouts):
        return
    if all(payout.status == PayoutStatus.SUCCEEDED for payout in payouts):
        perform(case, "settle", act)
        notify_payment(case, payouts, act)
    else:
        _take_up_again(case, act)


def reopen(case: RefundCase, act: Act) -> None:
    """Take a locked case up again because paid money came back; one that is being worked on anyway is judged anew."""
    if case.status == CaseStatus.APPROVED:
        finish(case, act)
    elif case.status in CLOSED:
        _take_up_again(case, act)
    else:
        reassess(case.pk, act=act)


def catch_up(case_id: int, act: Act) -> None:
    """Take up a closed case of which paid money came back while nobody could."""
    case = RefundCase.fetch(case_id)
    approved = case.decisions.filter(ruling=Ruling.APPROVED).exclude(outcome=Outcome.REJECT)
    if approved.exists() and any(payout.status == PayoutStatus.RETURNED for payout in GRANTED(case.pk)):
        _take_up_again(case, act)


def granted(case: RefundCase) -> Decision:
    """The decision that is being paid: the last refund that was approved."""
    approved = case.decisions.filter(ruling=Ruling.APPROVED).exclude(outcome=Outcome.REJECT)
    return approved.latest("ruled_at", "pk")


def _take_up_again(case: RefundCase, act: Act) -> None:
    """Somebody has to have it: who had it last, otherwise who prepared what was being paid."""
    perform(case, "reopen", act, assignee=case.assignee or granted(case).prepared_by)
    reassess(case.pk, act=act)
