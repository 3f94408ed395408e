"""An evaluation said again from its frozen facts: what the customer is told, and the clocks of another instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from refunds import policies
from refunds.models import Evaluation
from refunds.operations.judging import judge_again


def replay(evaluation: Evaluation, at: dt.datetime | None = None) -> policies.Evaluation:
    """The same facts evaluated once more, at the same instant where no other is given: the same answer each time."""
    return judge_again(evaluation, at)


def told_by(evaluation: Evaluation, language: str = "en") -> dict[str, str]:
    """For each clause that applied the sentence for the customer, with the values of the facts in it."""
    findings = replay(evaluation).findings
    return {finding.clause.id: told for finding in findings if (told := finding.told(language))}


def reasons(
    evaluation: Evaluation, clauses: Iterable[str], otherwise: str, language: str = "en"
) -> list[tuple[str, str]]:
    """Pairs of a clause and its sentence, as letters take them; `otherwise` where the policy has no sentence for it."""
    told = told_by(evaluation, language)
    return [(clause, told.get(clause, otherwise)) for clause in clauses]
