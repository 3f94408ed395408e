"""A person decides what becomes of a case."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_case, lock_charges
from refunds.models import Charge, Decision, Evaluation, RefundCase
from refunds.operations.assess import is_current
from refunds.operations.faults import Draft, faults
from refunds.operations.notify import notify_rejection, rejection_of
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.proposal import Part, Proposal, ProposalError
from refunds.operations.recommended import recommended_proposal
from refunds.operations.record_decision import last_day_to_reapply, record_decision
from refunds.policies.evaluation import NEEDS_SUPERVISOR

__all__ = ["Part", "Proposal", "ProposalError", "decide", "recommended_proposal"]


def decide(case_id: int, *, proposal: Proposal, act: Act) -> Decision:
    """Decide a case in review. Only its assignee does.

    A rejection as recommended is final at once and goes to the customer. Everything else waits for a second person; a
    supervisor where it departs from the recommendation or is above what agents approve. Raises Refused with everything
    that is wrong with the proposal, and where the facts changed since the evaluation: assess again, then decide.
    """
    with transaction.atomic():
        charges = lock_charges(part.charge_id for part in proposal.parts)
        case = lock_case(case_id)
        if found := refusals(case, "propose", act.by):
            raise Refused(*found)
        evaluation = fresh_evaluation(case)
        departs = examine(proposal, case, charges)
        final = proposal.rejects and not departs
        decision = record_decision(case, evaluation, proposal, act, departs=departs, final=final)
        perform(case, "reject" if final else "propose", act)
        if final:
            notify_rejection(decision, act)
        return decision


def letter_if_final(case: RefundCase, proposal: Proposal, at: dt.datetime, *, upheld: bool = False) -> str:
    """The letter that goes out at once if this is decided now; empty where it waits for a second person.

    upheld: it answers a secondary review.
    """
    evaluation = case.current_evaluation
    if evaluation is None or not proposal.rejects:
        return ""
    if not upheld and proposal.departs_from(recommended_proposal(case)):
        return ""
    return rejection_of(
        Decision(
            case=case,
            evaluation=evaluation,
            outcome=proposal.outcome,
            clauses=list(proposal.clauses),
            reason=proposal.reason,
            reapply_by=last_day_to_reapply(evaluation, proposal, at),
            upheld=upheld or None,
        )
    )


def fresh_evaluation(case: RefundCase) -> Evaluation:
    """The latest evaluation, as long as the facts are still those it was told. Raises Refused."""
    evaluation: Evaluation | None = case.current_evaluation
    if evaluation is None:
        raise Refused(_("The policy has not been asked about this case yet. Evaluate it first."))
    if not is_current(case):
        raise Refused(
            _("The facts have changed since the evaluation of %s. Look again.") % f"{evaluation.at:%Y-%m-%d %H:%M}"
        )
    return evaluation


def examine(proposal: Proposal, case: RefundCase, charges: dict[int, Charge], *, reviewed: bool = False) -> bool:
    """Whether the proposal departs from the recommendation. Raises Refused with every fault it has.

    reviewed: in a secondary review the policy asks for a person of the reviewer's standing, so that their decision is
    no departure, unless it grants something although nothing new was brought (pick S25).
    """
    recommended = recommended_proposal(case)
    departs = proposal.departs_from(recommended)
    if reviewed:
        departs = departs and not proposal.rejects and case.recommendation != NEEDS_SUPERVISOR
    file = set(case.case_charges.values_list("charge_id", flat=True))
    in_file = {pk: charge for pk, charge in charges.items() if pk in file}
    if found := faults(Draft(proposal, case, in_file, recommended, departs)):
        raise Refused(*found)
    return departs
