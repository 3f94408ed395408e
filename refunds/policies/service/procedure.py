"""The order of evaluation: the recommendation follows the first step that stops."""

from refunds.policies.evaluation import (
    LEGAL_HOLD,
    NEEDS_INFORMATION,
    NEEDS_SUPERVISOR,
    NEEDS_TECHNICAL_AUDIT,
    REJECT,
    Finding,
    Verdict,
)
from refunds.policies.examination import Examination

from .barring import WHOLE, barring, bars_on, claimed
from .citations import doubted_beside, made_out
from .claims import (
    are_on_record,
    charges_captured,
    claimed_charges,
    held,
    pleaded,
)
from .decision import say_when_refunded, what_is_due
from .waiting import not_made_out, what_it_waits_for

ENDED = ("closed", "won", "lost", "withdrawn", "reversed", "resolved", "cancelled", "expired")


def pending_proceedings(case: Examination) -> Verdict | None:
    """1. A case filed goes to the legal team, whatever else holds."""
    if not case.applies("S-7.3.a"):
        return None
    case.cite_process("S-7.3.a")
    return Verdict(LEGAL_HOLD)


def governing_version(case: Examination) -> Verdict | None:
    """2. The version in force at the purchase; its settings are those of the examination. In doubt, a supervisor."""
    found = case.look_at("S-1.5")
    if found.excluded:
        return None
    case.cite_process("S-1.5")
    return Verdict(NEEDS_SUPERVISOR) if found.open else None


def application(case: Examination) -> Verdict | None:
    """3. Is it an application at all? If not the customer is invited to make one, and no clock has started."""
    if case.look_at("S-4.1.a").excluded and case.facts.claim.get("submitted_at"):
        return None
    case.cite_process("S-4.1.a")
    return Verdict(NEEDS_INFORMATION, missing=("official_application",))


def bars_that_nothing_cures(case: Examination) -> Verdict | None:
    """4. Violation, abuse, false information, deadlines: no paper changes them, so none is asked for.

    Confirmed for every charge claimed they decide; in doubt a supervisor does. A secondary review is decided by a
    person even then.
    """
    charges = claimed(case)
    certain = [barring(case, charge) for charge in charges]
    case.cite_bars(*[bar.clause.id for bars in certain for bar in bars])
    if case.applies("S-7.2.a"):
        return None
    if all(certain) and (are_on_record(case.facts) or any(map(_bars_any_charge, certain))):
        return Verdict(REJECT)
    not_barred = [charge for charge, bars in zip(charges, certain, strict=True) if not bars]
    bars_on_them = [bar for charge in not_barred for bar in bars_on(case, charge, WHOLE)]
    in_doubt = [bar.clause.id for bar in bars_on_them if bar.open and bar.lacking is None]
    case.cite_bars(*in_doubt)
    return Verdict(NEEDS_SUPERVISOR) if in_doubt else None


def _bars_any_charge(bars: list[Finding]) -> bool:
    """Whether a bar is not about this one charge: it reaches those named that are not on record as well."""
    return any(bar.clause.id != "S-3.3.b" for bar in bars)


def somebody_else_is_asked(case: Examination) -> Verdict | None:
    """4a. Mediation, an open chargeback, a refund that did not arrive, a secondary review: for a person."""
    if case.applies("S-7.2.c"):
        case.cite_process("S-7.2.c")
        return Verdict(NEEDS_SUPERVISOR)
    if _is_charged_back(case):
        return Verdict(NEEDS_SUPERVISOR)
    if case.applies("S-5.4"):
        case.cite_process("S-5.4", "S-5.1.b")
        return Verdict(NEEDS_SUPERVISOR)
    if case.applies("S-7.2.a"):
        case.cite_process("S-7.2.a", "S-7.2.b")
        if case.applies("S-7.2.b"):
            return Verdict(NEEDS_INFORMATION, missing=("additional_evidence",))
        return Verdict(NEEDS_SUPERVISOR)
    return None


def _is_charged_back(case: Examination) -> bool:
    chargeback = case.facts.chargeback
    if chargeback is None or (chargeback.status or "open").lower() in ENDED:
        return False
    place, charges = chargeback.get("charge"), case.facts.charges
    if place is None or place > len(charges):
        return True
    return charges[place - 1] in claimed_charges(case.facts)


def already_refunded(case: Examination) -> Verdict | None:
    """5. Nothing is held any more of the charges claimed."""
    charges = charges_captured(case.facts)
    if not charges or any(held(case.facts, charge) for charge in charges):
        return None
    say_when_refunded(case)
    return Verdict(REJECT)


def missing_information(case: Examination) -> Verdict | None:
    """6. The order and the reason: without them nothing can be looked up or tested."""
    case.look_at("S-2")
    asked = [finding for id in ("S-4.1.b", "S-4.1.c") if (finding := case.look_at(id)).applies]
    if asked:
        case.cite_process(*(finding.clause.id for finding in asked), "S-4.2.b")
        return Verdict(NEEDS_INFORMATION, missing=tuple(item for finding in asked for item in finding.quoted["items"]))
    return _facts_that_bars_lack(case)


def _facts_that_bars_lack(case: Examination) -> Verdict | None:
    """What is not known is not in time: a bar that lacks a fact is cleared up before anything is granted."""
    lacking = [bar.lacking for charge in claimed(case) for bar in bars_on(case, charge, WHOLE) if bar.lacking]
    if not lacking:
        return None
    return Verdict(NEEDS_INFORMATION, missing=tuple(dict.fromkeys(case.policy.asks(path) for path in lacking)))


def ground(case: Examination) -> Verdict | None:
    """7. The ground pleaded: made out, or not, or waiting for evidence, the technical team, or a supervisor."""
    plea = str(pleaded(case.facts))
    if made_out(case, plea):
        return None
    if case.look_at(plea).excluded:
        plea = next((other for other in doubted_beside(case, plea)), "")
        if not plea:
            return not_made_out(case)
    verdict = what_it_waits_for(case, plea)
    if verdict.recommendation in (NEEDS_INFORMATION, NEEDS_TECHNICAL_AUDIT):
        case.cite_process("S-4.2.b")
    return verdict


PROCEDURE = (
    pending_proceedings,
    governing_version,
    application,
    bars_that_nothing_cures,
    somebody_else_is_asked,
    already_refunded,
    missing_information,
    ground,
    what_is_due,
)
