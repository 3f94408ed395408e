"""The worked cases of a policy, judged by the version before and by the new one."""

from __future__ import annotations

from typing import NamedTuple

from refunds.models import PolicyVersion
from refunds.operations.policy_versions.compare import edition_of, replaced_by
from refunds.operations.working_calendar import working_calendar
from refunds.policies import evaluate
from refunds.policies.versioning import Outcome
from refunds.policies.worked_cases import worked_cases


class ChangedCase(NamedTuple):
    """A worked case with what comes out by the version before and by the new one."""

    name: str
    title: str
    before: Outcome
    after: Outcome


def changed_cases(version: PolicyVersion) -> list[ChangedCase]:
    """The worked cases whose result a version changes; those that bring versions of their own are none of them."""
    calendar = working_calendar()
    old, new = edition_of(replaced_by(version), version.policy), version.edition
    found = []
    for case in worked_cases(version.policy):
        if not case.brings_versions:
            before, after = (Outcome.of(evaluate(case.dossier, calendar, under=edition)) for edition in (old, new))
            if before != after:
                found.append(ChangedCase(case.name, case.title, before, after))
    return found
