"""Which grounds an evaluation cites."""

from refunds.policies.evaluation import APPROVE, APPROVE_PARTIAL, REJECT, Verdict
from refunds.policies.examination import Examination

from .claims import established, pleaded
from .limits import QUALITY

ESTABLISHED_BY = {"S-2.1.a": "service_defect", "S-2.1.b": "result_differs"}
DECIDED = (APPROVE, APPROVE_PARTIAL, REJECT)


def made_out(case: Examination, plea: str) -> str | None:
    """The ground made out: the one pleaded, or another of quality that the records prove in its place.

    The customer's words never set the facts.
    """
    if case.applies(plea):
        return plea
    others = [ground for ground in QUALITY if plea in QUALITY and ground != plea]
    return next((ground for ground in others if case.applies(ground)), None)


def doubted_beside(case: Examination, plea: str) -> list[str]:
    """Other grounds of quality on which staff have a finding that settles nothing yet."""
    others = [ground for ground in ESTABLISHED_BY if plea in QUALITY and ground != plea]
    return [id for id in others if established(case.facts, ESTABLISHED_BY[id]) and case.look_at(id).open]


def cite_grounds(case: Examination, verdict: Verdict) -> None:
    """A decision cites the ground made out; a question, an escalation or a hold the ground pleaded and not excluded.

    In a secondary review what was found is what is disputed.
    """
    plea = pleaded(case.facts)
    if plea is None:
        return
    proven = made_out(case, plea)
    if proven:
        case.cite_grounds(proven)
    elif verdict.recommendation not in DECIDED:
        if _cannot_be_used_now(case, plea):
            case.cite_grounds("S-2.1.a")
        elif not case.look_at(plea).excluded or case.applies("S-7.2.a"):
            case.cite_grounds(plea)


def _cannot_be_used_now(case: Examination, plea: str) -> bool:
    """An interruption still open and not long enough yet is pursued as a defect."""
    is_short = plea == "S-2.1.c" and case.look_at(plea).open and bool(case.facts.incidents)
    return is_short and not case.look_at("S-2.1.a").excluded
