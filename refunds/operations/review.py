"""The secondary review: the customer disagrees, and somebody with no hand in the first decision looks again (S-7.2)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.letters import review_receipt
from refunds.locks import lock_case, lock_charges
from refunds.models import Decision, Outcome, RefundCase
from refunds.models.vocabulary import Channel
from refunds.operations.decide import examine, fresh_evaluation
from refunds.operations.evidence import add_evidence
from refunds.operations.messages import addressee, received, sent
from refunds.operations.notify import notify_rejection
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.proposal import Proposal
from refunds.operations.reassess import reassess
from refunds.operations.record_decision import record_decision
from refunds.operations.words import required


def ask_review(case_id: int, *, text: str, evidence: Sequence[str] = (), act: Act) -> RefundCase:
    """Open the secondary review of a case that was decided.

    text: what the customer writes. evidence: kinds of what came with it; without any, more is asked for (pick S25). The
    first claim stays as it was made, and so does the decision on it: the dossier reads both, and the review's own facts
    from the instant at which it was asked for. Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        if found := refusals(case, "ask_review", act.by):
            raise Refused(*found)
        text = required(text, _("Write what the customer disagrees with."))
        perform(case, "ask_review", act)
        received(case, text, Channel(case.channel or Channel.EMAIL), act)
        add_evidence(case, evidence, act)
        sent(case, "receipt", review_receipt(addressee(case), brings_new=bool(evidence)), act)
        return reassess(case_id, act=act)


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
