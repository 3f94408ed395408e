"""The results that a customer is told of (S-4.2.c, S-4.3.c, 302-IV.2): letters as outbound messages of the case."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.acts import Act
from refunds.letters import Amount, approval, confirmation, rejection
from refunds.models import Decision, Direction, Message, Payout, RefundCase
from refunds.models.vocabulary import Channel, PolicyId
from refunds.operations.told import reasons


def notify_rejection(decision: Decision, act: Act) -> Message:
    """Say no, with the sentence of each clause and the last day to apply again."""
    case = decision.case
    text = rejection(
        name=case.customer.name,
        number=case.number,
        reasons=reasons(decision.evaluation, decision.clauses, otherwise=decision.reason),
        reapply_by=decision.reapply_by,
        reviewable=case.policy == PolicyId.SERVICE and not decision.upheld,
        upheld=bool(decision.upheld),
    )
    return send_letter(case, "rejection", text, act)


def notify_approval(decision: Decision, act: Act) -> Message:
    """Say yes: what goes back, and why not more."""
    case, evaluation = decision.case, decision.evaluation
    bars = evaluation.document["bars"] if decision.outcome == "approve_partial" and not decision.departs else []
    text = approval(
        name=case.customer.name,
        number=case.number,
        amounts=amounts(decision.parts.all()),
        reductions=reasons(evaluation, bars, otherwise=decision.reason),
        payout_by=case.payout_by,
    )
    return send_letter(case, "approval", text, act)


def notify_payment(case: RefundCase, payouts: Iterable[Payout], act: Act) -> Message:
    """Confirm what was paid."""
    text = confirmation(name=case.customer.name, number=case.number, amounts=amounts(payouts), paid_at=act.at)
    return send_letter(case, "confirmation", text, act)


def note(case: RefundCase, text: str, act: Act) -> Message:
    """Leave a note for the colleagues; the customer never sees it."""
    return Message.objects.create(case=case, direction=Direction.NOTE, by=act.by, at=act.at, body=text)


def amounts(rows: Iterable[object]) -> list[Amount]:
    """Parts or payouts as a letter lists them."""
    return [Amount(row.amount, row.route) for row in rows]


def send_letter(case: RefundCase, kind: str, text: str, act: Act) -> Message:
    """Store a letter as sent to the customer. kind: what it is, such as "approval"."""
    return Message.objects.create(
        case=case,
        direction=Direction.OUTBOUND,
        kind=kind,
        channel=Channel.EMAIL,
        by=act.by,
        at=act.at,
        body=text,
    )
