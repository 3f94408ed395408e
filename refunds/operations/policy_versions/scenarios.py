"""The worked cases of a policy, judged by the version before and by the new one."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import get_language

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

    @property
    def was(self) -> str:
        """What came out before, in the reader's language."""
        return self.before.in_language(get_language() or "en")

    @property
    def becomes(self) -> str:
        """What comes out now."""
        return self.after.in_language(get_language() or "en")


def changed_cases(version: PolicyVersion) -> list[ChangedCase]:
    """The worked cases whose result a version changes; those that bring versions of their own are none of them."""
    calendar = working_calendar()
    old, new = edition_of(replaced_by(version), version.policy), version.edition
    found, language = [], get_language() or "en"
    for case in worked_cases(version.policy):
        if not case.brings_versions:
            before, after = (Outcome.of(evaluate(case.dossier, calendar, under=edition)) for edition in (old, new))
            if before != after:
                found.append(ChangedCase(case.name, case.titled(language), before, after))
    return found
