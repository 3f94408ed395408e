"""Claims about the top-up itself (step 3): final once credited; where the policy is silent a supervisor decides."""

from refunds.policies.evaluation import NEEDS_SUPERVISOR, REJECT, Verdict
from refunds.policies.examination import Examination
from refunds.policies.facts import Charge, Facts, Lot
from refunds.policies.language import applies

from .claims import NO_LONGER_WANTED, is_about_the_topup, plea


def credited_lots(facts: Facts) -> tuple[Lot, ...]:
    """The lots that reached the account."""
    return tuple(lot for lot in facts.lots if lot.credited_at is not None and lot.get("ptc") != 0)


def captured_charges(facts: Facts) -> tuple[Charge, ...]:
    """The charges by which money was taken; those that the claim names, if it names any."""
    named = facts.claim.charge_ids
    return tuple(charge for charge in facts.charges if charge.captured_at and (not named or charge.get("id") in named))


def not_credited(facts: Facts) -> tuple[Charge, ...]:
    """The captured charges whose lot is not on record as credited."""
    paid_for = {lot.charge_id for lot in credited_lots(facts)}
    return tuple(charge for charge in captured_charges(facts) if charge.get("id") not in paid_for)


def about_the_topup(case: Examination) -> Verdict | None:
    """3. A claim about the top-up itself, not about PTC consumption."""
    word = plea(case.facts)
    if not is_about_the_topup(case.facts):
        return None
    if case.applies("302-I.2"):
        case.cite_bars("302-I.2")
        case.cite_process("302-I.1")
        return Verdict(REJECT)
    credited = case.applies("302-I.1")
    if credited:
        case.cite_bars("302-I.1")
    if credited and (word in (*NO_LONGER_WANTED, "duplicate_topup") or _is_authorised(case.facts, word)):
        return Verdict(REJECT)
    case.record("302-0.1", applies(f"the policy has no rule for this: {str(word).replace('_', ' ')}"))
    return Verdict(NEEDS_SUPERVISOR)


def _is_authorised(facts: Facts, word: str | None) -> bool:
    """An unauthorised top-up is pleaded and disproved; what staff established prevails over the charge records."""
    if word != "unauthorised_topup":
        return False
    found = [finding.get("result") for finding in facts.findings if finding.get("subject") == "unauthorised"]
    if found:
        return found[-1] == "not_confirmed"
    charges = captured_charges(facts)
    return bool(charges) and all(charge.get("authorized") for charge in charges)
