"""One case being examined: each clause is looked at once, the facts it asks for are noted, citations collected."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from refunds.calendars import WorkingCalendar

from .asked import AskedFacts, Notes, each_once
from .dossier import Dossier
from .evaluation import APPROVE, APPROVE_PARTIAL, NEEDS_INFORMATION, Evaluation, Finding, Verdict
from .facts import Facts
from .fields import NotKnown
from .language import APPLIES, DOES_NOT_APPLY, NONE_ISSUED, NOT_KNOWN, Answer, Policy
from .rules import Rules, chosen_rules, governing_rules

if TYPE_CHECKING:
    from .versioning import Edition

_new = tuple.__new__
"""Makes a named tuple of a tuple of its values, which is half the time; for what each case needs many of."""


class Examination:
    """The work on one dossier. Steps of a procedure look at clauses and cite grounds, bars and process clauses.

    `worked_out` is for what one step works out and others need again.
    """

    def __init__(
        self, policy: Policy, dossier: Dossier, facts: "AskedFacts | Facts", rules: Rules, notes: list[Any]
    ) -> None:
        self.policy, self.dossier, self.facts, self._notes = policy, dossier, cast(Facts, facts), notes
        self.version, self.clauses, self.silent, self._speaking, self.terms = rules
        self.currency: str | None = None
        self.deadlines: dict[str, datetime | None] = {}
        self.worked_out: dict[Any, Any] = {}
        self._findings: dict[str, Finding] = {}
        self._grounds: dict[str, None] = {}
        self._bars: dict[str, None] = {}
        self._process: dict[str, None] = {}

    def is_off(self, clause_id: str) -> bool:
        """Whether the version switches a clause off, for work that goes on without asking the clause itself."""
        return clause_id in self.silent

    def look_at(self, clause_id: str) -> Finding:
        """The finding on a clause; its function runs once. A fact that is not known makes the outcome not known."""
        finding = self._findings.get(clause_id)
        if finding is None:
            finding = self._findings[clause_id] = self._find(clause_id)
        return finding

    def _find(self, clause_id: str) -> Finding:
        try:
            clause, look = self._speaking[clause_id]
        except KeyError:
            return self._not_asked(clause_id)
        notes, lacking = self._notes, None
        notes.clear()
        try:
            outcome, reason, quoted = look(self.facts, self.terms)
        except NotKnown as unknown:
            outcome, reason, lacking, quoted = NOT_KNOWN, str(unknown), unknown.path, {}
        asked = each_once(tuple(notes)) if notes else ()
        return _new(Finding, (clause, outcome, reason, asked, lacking, quoted))

    def _not_asked(self, clause_id: str) -> Finding:
        """The finding on a clause that the version switches off. Raises LookupError for one without a function."""
        clause = self.clauses[clause_id]
        if clause_id not in self.silent:
            raise LookupError(f"{clause_id} is a declaration; there is nothing to look at")
        return Finding(clause, DOES_NOT_APPLY, self.silent[clause_id], (), None, {})

    def record(self, clause_id: str, answer: Answer) -> Finding:
        """The finding on a clause that the work itself settles, such as the amount or the route."""
        if clause_id in self.silent:
            return self.look_at(clause_id)
        outcome, reason, quoted = answer
        finding = _new(Finding, (self.clauses[clause_id], outcome, reason, (), None, quoted))
        self._findings[clause_id] = finding
        return finding

    def applies(self, clause_id: str) -> bool:
        finding = self._findings.get(clause_id)
        if finding is None:
            finding = self._findings[clause_id] = self._find(clause_id)
        return finding.outcome == APPLIES

    def looked_at(self, clause_id: str) -> Finding | None:
        """The finding on a clause if somebody looked at it already."""
        return self._findings.get(clause_id)

    def cite_grounds(self, *clauses: str) -> None:
        for clause in clauses:
            self._grounds[clause] = None

    def cite_bars(self, *clauses: str) -> None:
        for clause in clauses:
            self._bars[clause] = None

    def cite_process(self, *clauses: str) -> None:
        for clause in clauses:
            self._process[clause] = None

    @property
    def cited(self) -> set[str]:
        """Every clause that was cited as anything."""
        return {*self._grounds, *self._bars, *self._process}

    @property
    def grounds(self) -> tuple[str, ...]:
        return self._in_order(self._grounds)

    @property
    def bars(self) -> tuple[str, ...]:
        return self._in_order(self._bars)

    def _in_order(self, cited: Collection[str]) -> tuple[str, ...]:
        """The clauses cited that speak, in the order of the text."""
        clauses = [id for id in cited if id not in self.silent] if self.silent else cited
        return tuple(sorted(clauses, key=self.policy.places.__getitem__) if len(clauses) > 1 else clauses)

    def evaluation(self, verdict: Verdict) -> Evaluation:
        """The examination as an evaluation, with everything in the order of the text."""
        pays = verdict.recommendation in (APPROVE, APPROVE_PARTIAL)
        findings = self._findings
        return _new(
            Evaluation,
            (
                self.dossier.id,
                self.policy.id,
                self.version,
                verdict.recommendation,
                verdict.amount if pays else None,
                verdict.amount.currency if pays and verdict.amount else self.currency,
                self._in_order(self._grounds),
                self._in_order(self._bars),
                verdict.missing,
                self._in_order(self._process),
                MappingProxyType(self.deadlines),
                verdict.payout_method if pays else None,
                verdict.payouts if pays else (),
                verdict.calculation,
                tuple(map(findings.__getitem__, sorted(findings, key=self.policy.places.__getitem__))),
            ),
        )


def examine(
    policy: Policy,
    dossier: Dossier,
    calendar: WorkingCalendar,
    issued: "Mapping[str, Edition]" = NONE_ISSUED,
    under: "Edition | None" = None,
) -> Evaluation:
    """The evaluation of a dossier by a policy, with everything that explains it."""
    notes: Notes = []
    said = dossier.facts if under is None else dossier.facts.without("policy_versions")
    facts = AskedFacts(said, dossier.now, notes)
    if under is None:
        rules = governing_rules(policy, cast(Facts, facts), calendar, issued)
    else:
        rules = chosen_rules(under, calendar)
    examination = Examination(policy, dossier, facts, rules, notes)
    return examination.evaluation(conclude(examination))


def conclude(examination: Examination, *, dates: bool = True) -> Verdict:
    """Runs the procedure of the policy until a step stops it, then its closing steps, those of the dates if wanted."""
    verdict, policy = _verdict(examination), examination.policy
    for step in policy.closing:
        if dates or step not in policy.dating:
            step(examination, verdict)
    return verdict


def _verdict(examination: Examination) -> Verdict:
    policy = examination.policy
    try:
        for step in policy.procedure:
            verdict = step(examination)
            if verdict is not None:
                return verdict
    except NotKnown as unknown:
        return Verdict(NEEDS_INFORMATION, missing=(policy.asks(unknown.path),))
    raise LookupError(f"the procedure of {policy.id} came to no verdict")
