"""Section 7: partial refunds, disagreement, and legal disputes."""

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply
from refunds.policies.settings import Terms
from refunds.policies.wording import when

from .claims import (
    charges_captured,
    legible_evidence,
)
from .terms import policy
from .usage import unused

policy.declaration(
    "S-7.1.a", "Partial refunds", "Partial refunds available when service is partially used", Kind.AMOUNT
)
policy.declaration("S-7.1.b", "By actual usage", "Refund amount calculated based on actual usage", Kind.AMOUNT)


@policy.clause("S-7.1.c", Kind.CONDITION, decides="D/H")
def usage_records_not_found(facts: Facts, terms: Terms) -> Answer:
    """Usage records required as evidence

    The company looks for its own records first. Applies when there is no quota, period, item or use to measure by.
    """
    charges = charges_captured(facts) or (None,)
    measured = [unused(facts, charge) for charge in charges]
    found = [one for one in measured if one is not None]
    if len(found) < len(measured):
        return applies("neither a quota nor a paid period nor items or usage are on record", items=("usage_records",))
    return does_not_apply("; ".join(dict.fromkeys([one.said for one in found])))


@policy.clause("S-7.2.a", Kind.CONDITION, decides="V")
def secondary_review(facts: Facts, terms: Terms) -> Answer:
    """Disagreements with refund decisions can request secondary review

    By a person other than who decided first, whatever software would find.
    """
    if facts.claim.type != "secondary_review":
        return does_not_apply("no secondary review is requested")
    decided = [one for one in facts.prior_applications if one.decided_at]
    if not decided:
        return applies("a secondary review is requested; the first decision is not on record")
    last = decided[-1]
    return applies(f"the decision of {when(last.decided_at)} by {last.decided_by or 'somebody'} is disputed")


@policy.clause("S-7.2.b", Kind.CONDITION, decides="H")
def nothing_new_for_the_review(facts: Facts, terms: Terms) -> Answer:
    """Provide additional evidence to support your application

    Applies when a review brings nothing new: it is then asked for.
    """
    if facts.claim.type != "secondary_review":
        return does_not_apply("no secondary review is requested")
    evidence = legible_evidence(facts)
    new = facts.claim.new_materials
    if new is None:
        new = bool(facts.claim.evidence)
    if not new:
        return applies("the review brings nothing new", items=("additional_evidence",))
    kinds = ", ".join(kind for kind in evidence if kind)
    return does_not_apply(f"the review brings {kinds or 'new materials'}")


@policy.clause("S-7.2.c", Kind.CONDITION, decides="V")
def mediation_requested(facts: Facts, terms: Terms) -> Answer:
    """Third-party mediation available when necessary"""
    mediation = facts.mediation
    if mediation is None:
        return does_not_apply("nobody asked to mediate")
    asked = f" on {when(mediation.requested_at)}" if mediation.requested_at else ""
    return applies(f"{mediation.body or 'a third party'} asked to mediate{asked}")


@policy.clause("S-7.3.a", Kind.CONDITION, decides="D/V")
def proceedings_pending(facts: Facts, terms: Terms) -> Answer:
    """Refund requests involving legal disputes will be handled through legal procedures

    A case filed or a formal notice served; a threat in the description is none, nor is a chargeback.
    """
    proceedings = facts.claim.legal_proceedings
    if proceedings is None:
        chargeback = facts.chargeback
        if chargeback is None:
            return does_not_apply("no proceedings are on file")
        opened = f", opened {when(chargeback.opened_at)}," if chargeback.opened_at else ""
        status = chargeback.status or "open"
        return does_not_apply(f"no proceedings are on file; a chargeback ({status}){opened} is none, but may pay twice")
    kind = (proceedings.kind or "proceedings").replace("_", " ")
    filed = f" filed {when(proceedings.filed_at)}" if proceedings.filed_at else ""
    reference = f", {proceedings.reference}" if proceedings.reference else ""
    return applies(f"{kind}{filed}{reference}", kind=kind)


policy.declaration(
    "S-7.3.b",
    "Legal channels of the company",
    "We reserve the right to resolve disputes through legal channels",
    decides="V",
)
policy.declaration("S-7.3.c", "Legal means of the customer", "Users may also protect their rights through legal means")
