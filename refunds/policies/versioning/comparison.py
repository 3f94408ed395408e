"""One dossier judged by two versions of its policy, for as many dossiers as there are.

Nobody reads an explanation here, so that none is made: facts are asked without being noted, and dates are left out. The
second version is asked only where it can say something else: an examination that went by no number that changed would
go the same way again, and so would one whose clauses and sums come out the same by the other numbers. The outcomes are
those of whole evaluations; a test holds them equal.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from refunds.calendars import WorkingCalendar
from refunds.policies.dossier import Dossier
from refunds.policies.evaluation import Finding
from refunds.policies.examination import Examination, conclude
from refunds.policies.facts import Facts
from refunds.policies.language import APPLIES
from refunds.policies.rules import chosen_rules
from refunds.policies.settings import Terms

from .edition import Edition
from .outcome import Outcome
from .watched import Derivation, UnnotedFacts, watched_terms


class Judged(NamedTuple):
    """What one version makes of a dossier: the outcome, and the clauses that apply."""

    outcome: Outcome
    applied: tuple[str, ...]


class Comparison:
    """Two versions of one policy and the calendar to compare them by, one dossier after the other."""

    def __init__(self, before: Edition, after: Edition, calendar: WorkingCalendar) -> None:
        self.policy = before.policy
        self.before, self.after = chosen_rules(before, calendar), chosen_rules(after, calendar)
        old, new = vars(self.before.terms), vars(self.after.terms)
        self.numbers = frozenset(name for name, value in old.items() if new[name] != value)
        self.silenced = frozenset(set(self.before.silent) ^ set(self.after.silent))
        self.notes: list[Any] = []
        self.watched = self.before._replace(terms=watched_terms(self.before.terms, self.numbers, self.notes))

    def of(self, dossier: Dossier) -> tuple[Judged, Judged]:
        """The dossier judged by both, whatever versions it names itself."""
        first = First(self, dossier)
        before = first.judged()
        if first.would_go_the_same_way():
            return before, before
        return before, Second(self, first).judged()


class Unexplained(Examination):
    """An examination for what comes out of it alone."""

    def judged(self) -> Judged:
        """Runs it to its end, but for the dates."""
        verdict = conclude(self, dates=False)
        outcome = Outcome(verdict.recommendation, verdict.payouts, self.grounds, self.bars, verdict.missing)
        return Judged(outcome, tuple([id for id, finding in self._findings.items() if finding.outcome == APPLIES]))


class First(Unexplained):
    """The examination by the version before, which keeps in mind where it went by a number that changes.

    `tested` are the findings of clauses by their own tests; their `facts` are the watched numbers behind them, and
    `by_numbers` those that have any. `steps` is what the steps between them went by.
    """

    def __init__(self, comparison: Comparison, dossier: Dossier) -> None:
        notes = comparison.notes
        notes.clear()
        facts = UnnotedFacts(dossier.facts, dossier.now, notes)
        super().__init__(comparison.policy, dossier, cast(Facts, facts), comparison.watched, notes)
        self.comparison, self.unnoted = comparison, facts
        self.tested: dict[str, Finding] = {}
        self.by_numbers: list[str] = []
        self.asked: set[str] = set()
        self.steps: dict[Any, None] = {}

    def _find(self, clause_id: str) -> Finding:
        notes = self._notes
        if notes:
            self.steps.update(dict.fromkeys(notes))
        finding = self.tested[clause_id] = Examination._find(self, clause_id)
        if notes:
            self.by_numbers.append(clause_id)
            notes.clear()
        return finding

    def is_off(self, clause_id: str) -> bool:
        self.asked.add(clause_id)
        return super().is_off(clause_id)

    def would_go_the_same_way(self) -> bool:
        """Whether the version after would lead to the very same outcome by the very same way."""
        if self.comparison.silenced:
            met = {*self._findings, *self.asked, *self.cited}
            if not self.comparison.silenced.isdisjoint(met):
                return False
        return all(self._derives_the_same(step) for step in (*self.steps, *self._notes)) and all(self._found_alike())

    def _derives_the_same(self, step: Any) -> bool:
        """Whether a step that went by something derived would go by the same; a bare number has changed."""
        if not isinstance(step, Derivation):
            return False
        return bool(self.unnoted.derived_anew(step, self.terms, self.comparison.after.terms) == step.value)

    def _found_alike(self) -> Iterator[bool]:
        for id in self.by_numbers:
            finding, again = self.tested[id], self.found_by(id, self.comparison.after.terms)
            yield (again.outcome, again.lacking, again.quoted) == (finding.outcome, finding.lacking, finding.quoted)

    def found_by(self, clause_id: str, terms: Terms) -> Finding:
        """What a clause finds by other terms on the same facts."""
        mine, self.terms = self.terms, terms
        try:
            return Examination._find(self, clause_id)
        finally:
            self.terms = mine


class Second(Unexplained):
    """The examination by the version after, on the facts as the first one worked them out.

    A clause that went by no number that changes, and is not silenced, is found as it was.
    """

    def __init__(self, comparison: Comparison, first: First) -> None:
        super().__init__(comparison.policy, first.dossier, first.facts, comparison.after, first._notes)
        silenced = comparison.silenced
        self.known = {id: found for id, found in first.tested.items() if not found.facts and id not in silenced}

    def _find(self, clause_id: str) -> Finding:
        known = self.known.get(clause_id)
        return Examination._find(self, clause_id) if known is None else known
