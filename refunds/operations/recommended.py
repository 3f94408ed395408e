"""What the policy would propose: the latest evaluation as a proposal."""

from __future__ import annotations

from collections.abc import Sequence

from refunds.models import Charge, Evaluation, Outcome, RefundCase, Route
from refunds.money import Money
from refunds.operations.proposal import Part, Proposal
from refunds.operations.told import told_by
from refunds.policies import POLICIES
from refunds.policies.evaluation import APPROVE, APPROVE_PARTIAL, REJECT
from refunds.policies.language import DOES_NOT_APPLY, Kind
from refunds.policies.phrasebook import reason_in

NO_GROUND = {"service": "S-2", "302ai": "302-II"}
"""The clause that says that a refund needs a ground."""


def recommended_proposal(case: RefundCase) -> Proposal:
    """What the latest evaluation proposes, to prefill a form; without an outcome where a person has to choose one."""
    evaluation: Evaluation | None = case.current_evaluation
    if evaluation is None:
        return Proposal("")
    document = evaluation.document
    if evaluation.recommendation == REJECT:
        clauses = tuple(document["bars"]) or grounds_not_made_out(evaluation)
        return Proposal(Outcome.REJECT, (), clauses, drafted(evaluation, clauses, case.customer.language))
    clauses = tuple(document["grounds"])
    if evaluation.recommendation in (APPROVE, APPROVE_PARTIAL):
        parts = recommended_parts(evaluation)
        return Proposal(evaluation.recommendation, parts, clauses, drafted(evaluation, clauses, case.customer.language))
    return Proposal("", (), tuple(document["bars"]) or clauses)


def grounds_not_made_out(evaluation: Evaluation) -> tuple[str, ...]:
    """The grounds that were looked at in vain: what a rejection without a bar rests on."""
    policy = evaluation.case.policy
    clauses = POLICIES[policy].clauses
    looked_at = [f["clause"] for f in evaluation.document["findings"] if f["outcome"] == DOES_NOT_APPLY]
    return tuple(id for id in looked_at if clauses[id].kind == Kind.GROUND) or (NO_GROUND[policy],)


def drafted(evaluation: Evaluation, clauses: Sequence[str], language: str) -> str:
    """A reason in the words of the policy; the finding's own sentence where the policy tells the customer none.

    language: of the customer's letters, in which the reason stands where the policy has no words for it.
    """
    policy = evaluation.case.policy
    findings = evaluation.document["findings"]
    found = {f["clause"]: reason_in(language, policy, f["clause"], f["reason"]) for f in findings}
    told = told_by(evaluation, language)
    return "\n".join(sentence for clause in clauses if (sentence := told.get(clause) or found.get(clause)))


def recommended_parts(evaluation: Evaluation) -> tuple[Part, ...]:
    """The amounts of the evaluation, charge by charge, with the route that its payout method means (reading R13)."""
    payouts, method = evaluation.document["payouts"], evaluation.document["payout_method"]
    charges = Charge.objects.in_bulk([payout["charge_id"] for payout in payouts], field_name="reference")
    return tuple(
        Part(charge.pk, Money.of(payout["amount"], payout["currency"]), route_of(charge, method))
        for payout in payouts
        for charge in [charges[payout["charge_id"]]]
    )


def route_of(charge: Charge, method: str | None) -> str:
    """The route of a charge's part: the balance where the customer chose it, otherwise back to the account that paid.

    A closed account is paid by bank transfer, charge by charge (S-6.2.b); the policy recommends no payout where that is
    not possible.
    """
    if method == Route.ACCOUNT_BALANCE:
        return Route.ACCOUNT_BALANCE
    return Route.BANK_TRANSFER if charge.account_open is False else Route.ORIGINAL
