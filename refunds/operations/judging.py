"""By which version of the policy, and by which calendar, a case is judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from refunds import policies
from refunds.calendars import WorkingCalendar
from refunds.models import Evaluation, PolicyVersion, RefundCase
from refunds.operations.working_calendar import working_calendar
from refunds.policies import Dossier, Edition


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the policy said, and what it went by.

    version: the one of ours that governed; None for the built-in one, or one that came in with the document. chosen:
    somebody had the case judged under it.
    """

    said: policies.Evaluation
    version: PolicyVersion | None
    chosen: bool
    calendar: str


@dataclass(frozen=True, slots=True)
class Bench:
    """The calendar and the versions as the rows have them, read once for as many cases as are judged in a row."""

    calendar: WorkingCalendar = field(default_factory=working_calendar)
    issued: tuple[PolicyVersion, ...] = field(default_factory=lambda: tuple(PolicyVersion.objects.issued()))

    def judge(self, case: RefundCase, dossier: Dossier) -> Judgement:
        """Judge a case by the version that governs it, on the dossier written from its rows."""
        if case.judged_under is not None:
            said = policies.evaluate(dossier, self.calendar, under=case.judged_under.edition)
            return Judgement(said, case.judged_under, True, self.calendar.version)
        ours = {version.version: version for version in self.versions_for(case)}
        said = policies.evaluate(dossier, self.calendar, editions(ours))
        return Judgement(said, ours.get(said.policy_version), False, self.calendar.version)

    def versions_for(self, case: RefundCase) -> list[PolicyVersion]:
        """The versions that may govern a case: published before it came in, unless its document brought its own."""
        known = [version for version in self.issued if is_known_to(version, case)]
        return [] if known and case.documented_versions.all() else known


def is_known_to(version: PolicyVersion, case: RefundCase) -> bool:
    """Whether a version was published when the case came in.

    One that is published later begins later still, so that it never governs; and a case keeps its facts.
    """
    return version.policy == case.policy and version.published_at <= case.received_at


def editions(versions: Mapping[str, PolicyVersion]) -> dict[str, Edition]:
    """The versions ready to judge by, by name."""
    return {name: version.edition for name, version in versions.items()}


def judge_again(evaluation: Evaluation, at: dt.datetime | None = None) -> policies.Evaluation:
    """The facts of an evaluation judged once more by the version that judged them, as of another instant if given."""
    document = {
        "id": evaluation.case.number,
        "policy": evaluation.case.policy,
        "now": (at or evaluation.as_of).isoformat(),
        "facts": evaluation.facts,
    }
    dossier, version = policies.read(document), evaluation.version
    if version is None:
        return policies.evaluate(dossier, working_calendar())
    if evaluation.version_chosen:
        return policies.evaluate(dossier, working_calendar(), under=version.edition)
    return policies.evaluate(dossier, working_calendar(), editions({version.version: version}))
