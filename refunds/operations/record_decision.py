"""The row of a decision, with what follows from it: whom it needs, and until when the customer may apply again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from accounts.acts import Act
from accounts.roles import AGENT
from refunds.models import Decision, DecisionPart, Evaluation, RefundCase, Ruling, Stage
from refunds.money import Money
from refunds.operations.proposal import Proposal
from refunds.policies.ai302.closing import CURABLE, INCURABLE


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
    """The last day on which a refused customer may apply again (302-IV.4); None where there is none or it isn't known.

    The policy names it where it recommends the rejection. A rejection that departs from it has the end of the window of
    the original event, which nothing restarts (reading 5.11), for the reasons that new materials can cure.
    """
    deadlines = evaluation.document["deadlines"]
    cited = set(proposal.clauses)
    if not proposal.rejects or not cited & CURABLE or cited & INCURABLE:
        return None
    named = [deadlines["reapply_by"]] if "reapply_by" in deadlines else _windows(deadlines)
    ends = [dt.datetime.fromisoformat(end) for end in named if end]
    return min((end for end in ends if end >= at), default=None)


def _windows(deadlines: Mapping[str, str | None]) -> list[str | None]:
    """The ends of the windows to apply, one for each deduction."""
    return [end for name, end in deadlines.items() if name.startswith("application_by")]
