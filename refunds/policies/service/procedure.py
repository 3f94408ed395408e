"""The order of evaluation: the recommendation follows the first step that stops."""

from refunds.policies.evaluation import NEEDS_SUPERVISOR, REJECT, Verdict
from refunds.policies.examination import Examination

from .terms import policy


def bars_that_nothing_cures(case: Examination) -> Verdict | None:
    """Bars that no paper can cure."""
    for bar in policy.bars_against("S-2.1.a"):
        if case.applies(bar.id):
            case.cite_bars(bar.id)
    return Verdict(REJECT) if case.bars else None


def a_person_decides(case: Examination) -> Verdict:
    return Verdict(NEEDS_SUPERVISOR)


PROCEDURE = (bars_that_nothing_cures, a_person_decides)
