"""The results that a customer is told of (S-4.2.c, S-4.3.c, 302-IV.2)."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.acts import Act
from refunds.letters import Amount, approval, confirmation, rejection, returned
from refunds.models import Decision, DecisionPart, Message, Outcome, Payout, RefundCase, Ruling, Stage
from refunds.models.vocabulary import PolicyId
from refunds.money import Money
from refunds.operations.messages import addressee, sent
from refunds.operations.told import reasons


def notify_rejection(decision: Decision, act: Act) -> Message:
    """Say no, with the sentence of each clause and the last day to apply again."""
    return sent(decision.case, "rejection", rejection_of(decision), act)


def rejection_of(decision: Decision) -> str:
    """The letter that says no; it reads the decision, stored or not."""
    case = decision.case
    to = addressee(case)
    return rejection(
        to,
        reasons=reasons(decision.evaluation, decision.clauses, otherwise=decision.reason, language=to.language),
        reapply_by=decision.reapply_by,
        reviewable=case.policy == PolicyId.SERVICE and not decision.upheld,
        upheld=bool(decision.upheld),
        granted_before=case.decisions.filter(ruling=Ruling.APPROVED).exclude(outcome=Outcome.REJECT).exists(),
    )


def notify_approval(decision: Decision, act: Act) -> Message:
    """Say yes: what goes back, and why not more."""
    return sent(decision.case, "approval", approval_of(decision), act)


def approval_of(decision: Decision) -> str:
    """The letter that says yes, with the end of the payout window that the case has."""
    case, evaluation = decision.case, decision.evaluation
    in_part = decision.outcome == Outcome.APPROVE_PARTIAL and not decision.departs
    to, bars, second = addressee(case), evaluation.document["bars"], decision.stage == Stage.SECOND
    return approval(
        to,
        amounts=amounts(decision.parts.all()),
        reductions=reasons(evaluation, bars, otherwise=decision.reason, language=to.language) if in_part else (),
        overturned=reasons(evaluation, decision.clauses, otherwise=decision.reason, language=to.language)
        if second
        else (),
        payout_by=case.payout_by,
        reviewable=case.policy == PolicyId.SERVICE and decision.outcome == Outcome.APPROVE_PARTIAL and not second,
    )


def notify_payment(case: RefundCase, payouts: Iterable[Payout], act: Act) -> Message:
    """Confirm what was paid."""
    return sent(case, "confirmation", confirmation(addressee(case), amounts=amounts(payouts), paid_at=act.at), act)


def notify_return(payout: Payout, act: Act) -> Message:
    """Say that a refund came back to us, and that we look for another way."""
    case = payout.case
    [amount] = amounts([payout])
    return sent(case, "returned", returned(addressee(case), amount=amount), act)


def amounts(rows: Iterable[DecisionPart] | Iterable[Payout]) -> list[Amount]:
    """Parts or payouts as a letter lists them."""
    return [Amount(Money(row.amount_minor, row.currency), row.route) for row in rows]
