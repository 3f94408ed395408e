"""The row of a decision, with what follows from it: whom it needs, and until when the customer may apply again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from accounts.acts import Act
from accounts.roles import AGENT
from refunds.models import Decision, DecisionPart, Evaluation, RefundCase, Ruling, Stage
from refunds.money import Money
from refunds.operations.proposal import Proposal

REAPPLY = frozenset(
    ["302-II", "302-II.1", "302-II.2", "302-II.3", "302-III.1", "302-III.2", "302-III.3", "302-IV.1", "302-IV.4"]
)
"""The reasons for which 302-IV.4 lets a customer apply again: not caused by the platform, incomplete, overdue."""


def record_decision(
    case: RefundCase,
    evaluation: Evaluation,
    proposal: Proposal,
    act: Act,
    *,
    departs: bool,
    final: bool,
    upheld: bool | None = None,
) -> Decision:
    """Write the decision and its parts.

    final: nobody has to rule on it any more. upheld: for the decision of a secondary review, whether it comes to the
    same end as the one under review; None for a first decision.
    """
    second = upheld is not None
    decision: Decision = Decision.objects.record(
        act,
        case=case,
        evaluation=evaluation,
        stage=Stage.SECOND if second else Stage.FIRST,
        outcome=proposal.outcome,
        upheld=upheld,
        clauses=list(proposal.clauses),
        reason=proposal.reason,
        reapply_by=last_day_to_reapply(evaluation, proposal, act.at),
        departs=departs,
        departs_because=proposal.departs_because if departs else "",
        needs_supervisor=not final and (departs or second or above_what_agents_approve(proposal)),
        prepared_by=act.by,
        prepared_at=act.at,
        ruling=Ruling.NOT_NEEDED if final else Ruling.PENDING,
    )
    _record_parts(decision, proposal)
    return decision


def _record_parts(decision: Decision, proposal: Proposal) -> None:
    for part in proposal.parts:
        DecisionPart.objects.create(
            decision=decision,
            charge_id=part.charge_id,
            amount_minor=part.amount.minor,
            currency=part.amount.currency,
            route=part.route,
        )


def above_what_agents_approve(proposal: Proposal) -> bool:
    """Whether a total is above the limit of the agents' role in its currency (accounts/roles.py)."""
    limits = AGENT.approves_up_to
    return any(granted > Money(limits.get(currency, 0), currency) for currency, granted in proposal.totals.items())


def last_day_to_reapply(evaluation: Evaluation, proposal: Proposal, at: dt.datetime) -> dt.datetime | None:
    """The end of the window of the original event, for the reasons of 302-IV.4; None where it is over or not known.

    Nothing restarts the window (reading 5.11). Of several deductions the one that can be applied for longest counts.
    """
    if not proposal.rejects or REAPPLY.isdisjoint(proposal.clauses):
        return None
    ends = [dt.datetime.fromisoformat(text) for text in _windows(evaluation.document["deadlines"]) if text]
    return max((end for end in ends if end >= at), default=None)


def _windows(deadlines: Mapping[str, str | None]) -> list[str | None]:
    if "reapply_by" in deadlines:
        return [deadlines["reapply_by"]]
    return [end for name, end in deadlines.items() if name.startswith("application_by")]
