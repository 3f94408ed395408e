"""What a ground waits for that is neither made out nor disproved: evidence, the technical team, or a supervisor."""

from refunds.policies.evaluation import NEEDS_INFORMATION, NEEDS_SUPERVISOR, NEEDS_TECHNICAL_AUDIT, REJECT, Verdict
from refunds.policies.examination import Examination

from .barring import USED, claimed
from .claims import established, legible_evidence
from .interruptions import interruptions
from .usage import unused


def not_made_out(case: Examination) -> Verdict:
    """The rejection of a ground also cites what the records show to be used."""
    case.cite_bars(*(id for id in USED if case.applies(id)))
    return Verdict(REJECT)


def what_it_waits_for(case: Examination, plea: str) -> Verdict:
    """The verdict on a ground of which nobody knows yet whether it is made out."""
    return WAITING.get(plea, _a_person)(case)


def _defect(case: Examination) -> Verdict:
    """An outage still open is checked as a defect at once."""
    if case.facts.incidents and any(span.is_open for span in interruptions(case.facts)):
        return Verdict(NEEDS_TECHNICAL_AUDIT)
    return _evidence_first(case, "service_defect", NEEDS_TECHNICAL_AUDIT)


def _difference(case: Examination) -> Verdict:
    return _evidence_first(case, "result_differs", NEEDS_TECHNICAL_AUDIT)


def _interruption(case: Examination) -> Verdict:
    return Verdict(NEEDS_TECHNICAL_AUDIT)


def _authorisation(case: Examination) -> Verdict:
    return _evidence_first(case, "unauthorised", NEEDS_SUPERVISOR)


def _evidence_first(case: Examination, subject: str, then: str) -> Verdict:
    if established(case.facts, subject) or legible_evidence(case.facts):
        return Verdict(then)
    return Verdict(NEEDS_INFORMATION, missing=("evidence",))


def _cancellation(case: Examination) -> Verdict:
    if case.facts.order.get("cancelled_at") is not None:
        return _a_person(case)
    return Verdict(NEEDS_INFORMATION, missing=("cancellation",))


def _discretion(case: Examination) -> Verdict:
    """For a supervisor, unless nothing is left that could be refunded."""
    left = [unused(case.facts, charge) for charge in claimed(case)]
    if all(one is not None and not one.share for one in left):
        return not_made_out(case)
    return _a_person(case)


def _a_person(case: Examination) -> Verdict:
    return Verdict(NEEDS_SUPERVISOR)


WAITING = {
    "S-2.1.a": _defect,
    "S-2.1.b": _difference,
    "S-2.1.c": _interruption,
    "S-2.2.a": _authorisation,
    "S-2.2.c": _cancellation,
    "S-2.3.b": _discretion,
}
