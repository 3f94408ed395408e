"""The secondary review: the customer disagrees, and somebody with no hand in the first decision looks again (S-7.2)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.letters import review_receipt
from refunds.locks import lock_case, lock_charges
from refunds.models import Decision, Direction, Evidence, Message, Outcome, PriorApplication, RefundCase
from refunds.models.vocabulary import PolicyId
from refunds.operations.assess import assess
from refunds.operations.decide import examine, fresh_evaluation
from refunds.operations.notify import notify_rejection, send_letter
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.proposal import Proposal
from refunds.operations.record_decision import record_decision


def ask_review(case_id: int, *, text: str, evidence: Sequence[str] = (), act: Act) -> RefundCase:
    """Open the secondary review of a case that was decided.

    text: what the customer writes. evidence: kinds of what came with it; without any, more is asked for (pick S25). The
    first claim stays as it was made: the decision on it goes into the file as an earlier application, and the facts of
    the review follow from the instant at which it was asked for. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        if found := [*refusals(case, "ask_review", act.by), *_not_in_this_policy(case)]:
            raise Refused(*found)
        _file_first_application(case, act)
        perform(case, "ask_review", act)
        _file_what_came(case, text, evidence, act)
        receipt = review_receipt(name=case.customer.name, number=case.number, brings_new=bool(evidence))
        send_letter(case, "receipt", receipt, act)
        assess(case_id, act=act)
        return RefundCase.fetch(case_id)


def decide_review(case_id: int, *, proposal: Proposal, act: Act) -> Decision:
    """Decide a secondary review, by somebody who took no part in the first decision.

    A rejection upholds the first decision and is final. Anything else overturns it: it grants what was refused, or more
    than was granted, never above what is still held, and waits for another supervisor. Raises Refused.
    """
    with transaction.atomic():
        charges = lock_charges(part.charge_id for part in proposal.parts)
        case = lock_case(case_id)
        upheld = proposal.outcome == Outcome.REJECT
        step = "uphold" if upheld else "overturn"
        if found := refusals(case, step, act.by):
            raise Refused(*found)
        evaluation = fresh_evaluation(case)
        departs = examine(proposal, case, charges, reviewed=True)
        # The step first: from the second decision on, its author has a hand in the case.
        perform(case, step, act)
        decision = record_decision(case, evaluation, proposal, act, departs=departs, final=upheld, upheld=upheld)
        if upheld:
            notify_rejection(decision, act)
        return decision


def _not_in_this_policy(case: RefundCase) -> list[str]:
    if case.policy == PolicyId.SERVICE:
        return []
    return [_("This policy has no secondary review. The customer may apply again with new materials (302-IV.4).")]


def _file_first_application(case: RefundCase, act: Act) -> None:
    """Put the decision under review into the file, as the policy asks for it (S-7.2.a, reading 5.10)."""
    first = case.decisions.filter(ruling__in=["approved", "not_needed"]).latest("prepared_at", "pk")
    PriorApplication.objects.record(
        act,
        case=case,
        position=case.prior_applications.count() + 1,
        reference=case.number,
        submitted_at=case.review_asked_at or case.submitted_at,
        decided_at=first.ruled_at or first.prepared_at,
        decided_by=first.prepared_by.username,
        outcome="rejected" if first.outcome == Outcome.REJECT else "approved",
        reasons=first.clauses,
        order_number=case.order.number if case.order else "",
    )


def _file_what_came(case: RefundCase, text: str, evidence: Sequence[str], act: Act) -> None:
    Message.objects.create(
        case=case, direction=Direction.INBOUND, channel=case.channel, by=act.by, at=act.at, body=text
    )
    for position, kind in enumerate(evidence, start=case.evidence.count() + 1):
        Evidence.objects.record(
            act, case=case, position=position, kind=kind, received_at=act.at, recorded_by=act.by, readable=None
        )
