"""One case being examined: each clause is looked at once, the facts it asks for are noted, citations collected."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from refunds.calendars import WorkingCalendar

from .dossier import Dossier
from .evaluation import APPROVE, APPROVE_PARTIAL, NEEDS_INFORMATION, Evaluation, Finding, Verdict
from .facts import Facts
from .fields import NotKnown, Record
from .language import DOES_NOT_APPLY, NONE_ISSUED, NOT_KNOWN, Answer, Clause, Policy
from .settings import Terms

if TYPE_CHECKING:
    from .versioning import Edition


class Asked:
    """A record of facts that notes each fact it is asked for, and raises NotKnown for one that nobody knows.

    The items of a list (charges, usage, incidents) are noted together, as the list.
    """

    def __init__(self, record: Record, notes: dict[str, None]) -> None:
        self._record, self._values, self._notes = record, record.values, notes
        self._plan = _plan_of(record)

    def __getattr__(self, name: str) -> Any:
        if name not in self._plan:
            return getattr(self._record, name)
        index, path, optional = self._plan[name]
        value = self._values[index]
        if isinstance(value, Record):
            part = self.__dict__[name] = Asked(value, self._notes)
            return part
        self._notes[path] = None
        if value is None and not optional:
            raise NotKnown(path)
        return value

    def get(self, name: str) -> Any:
        """The value of a fact, noted too, or None where it is not known."""
        index, path, _ = self._plan[name]
        self._notes[path] = None
        return self._values[index]


_PLANS: dict[tuple[type, str], dict[str, tuple[int, str, bool]]] = {}


def _plan_of(record: Record) -> dict[str, tuple[int, str, bool]]:
    """Where to find each fact of a record, its path, and whether its absence is an answer."""
    key = type(record), record.path
    plan = _PLANS.get(key)
    if plan is None:
        plan = {name: (one.index, record.path_of(name), one.optional) for name, one in record.fields.items()}
        _PLANS[key] = plan
    return plan


class AskedFacts(Asked):
    """The facts of the case, with the instant at which it is looked at and what is derived from them."""

    def __init__(self, facts: Facts, now: datetime, notes: dict[str, None]) -> None:
        super().__init__(facts, notes)
        self._now = now
        self._derived: dict[Any, tuple[Any, dict[str, None]]] = {}

    @property
    def now(self) -> datetime:
        self._notes["now"] = None
        return self._now

    def derive(self, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """What a function makes of the facts, kept with the facts it asked for, which `derived` notes each time."""
        before = dict(self._notes)
        self._notes.clear()
        try:
            value = function(self, *given)
        finally:
            asked = dict(self._notes)
            self._notes.clear()
            self._notes.update(before)
            self._notes.update(asked)
        self._derived[function, given] = value, asked
        return value


class Rules(NamedTuple):
    """What one examination goes by: the name of the version, its clauses, those that don't speak and why, its terms."""

    version: str
    clauses: Mapping[str, Clause]
    silent: Mapping[str, str]
    terms: Terms


def governing_rules(policy: Policy, facts: Facts, calendar: WorkingCalendar, issued: "Mapping[str, Edition]") -> Rules:
    """The rules of the version that the policy itself finds: its numbers stand in the facts, its words in `issued`."""
    version = policy.governing(facts)
    if version is None:
        return chosen_rules(policy.built_in, calendar)._replace(silent={})
    name = version.get("version") or policy.version
    edition = issued.get(name, policy.built_in)
    return Rules(name, edition.clauses, edition.silent, policy.settings.terms(version.terms or {}, calendar))


def chosen_rules(edition: "Edition", calendar: WorkingCalendar) -> Rules:
    """The rules of a version, whichever the policy itself would find."""
    terms = edition.policy.settings.terms(edition.numbers, calendar)
    return Rules(edition.name, edition.clauses, edition.silent_when_chosen, terms)


class Examination:
    """The work on one dossier. Steps of a procedure look at clauses and cite grounds, bars and process clauses.

    `worked_out` is for what one step works out and others need again.
    """

    def __init__(
        self, policy: Policy, dossier: Dossier, facts: "AskedFacts | Facts", rules: Rules, notes: dict[str, None]
    ) -> None:
        self.policy, self.dossier, self.facts, self._notes = policy, dossier, cast(Facts, facts), notes
        self.version, self.clauses, self.silent, self.terms = rules
        self.currency: str | None = None
        self.deadlines: dict[str, datetime | None] = {}
        self.worked_out: dict[Any, Any] = {}
        self._findings: dict[str, Finding] = {}
        self._cited: dict[str, dict[str, None]] = {"grounds": {}, "bars": {}, "process": {}}

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
        clause, notes = self.clauses[clause_id], self._notes
        if clause_id in self.silent:
            return Finding(clause, DOES_NOT_APPLY, self.silent[clause_id], (), None, {})
        if clause.function is None:
            raise LookupError(f"{clause_id} is a declaration; there is nothing to look at")
        notes.clear()
        try:
            outcome, reason, quoted = clause.function(self.facts, self.terms)
        except NotKnown as unknown:
            return Finding(clause, NOT_KNOWN, str(unknown), tuple(notes), unknown.path, {})
        return Finding(clause, outcome, reason, tuple(notes), None, quoted)

    def record(self, clause_id: str, answer: Answer) -> Finding:
        """The finding on a clause that the work itself settles, such as the amount or the route."""
        if clause_id in self.silent:
            return self.look_at(clause_id)
        finding = Finding(self.clauses[clause_id], answer.outcome, answer.reason, (), None, answer.quoted)
        self._findings[clause_id] = finding
        return finding

    def applies(self, clause_id: str) -> bool:
        return self.look_at(clause_id).applies

    def looked_at(self, clause_id: str) -> Finding | None:
        """The finding on a clause if somebody looked at it already."""
        return self._findings.get(clause_id)

    def cite_grounds(self, *clauses: str) -> None:
        self._cited["grounds"].update(dict.fromkeys(clauses))

    def cite_bars(self, *clauses: str) -> None:
        self._cited["bars"].update(dict.fromkeys(clauses))

    def cite_process(self, *clauses: str) -> None:
        self._cited["process"].update(dict.fromkeys(clauses))

    @property
    def grounds(self) -> tuple[str, ...]:
        return self._cited_in_order("grounds")

    @property
    def bars(self) -> tuple[str, ...]:
        return self._cited_in_order("bars")

    def _cited_in_order(self, kind: str) -> tuple[str, ...]:
        return self._in_order(id for id in self._cited[kind] if id not in self.silent)

    def _in_order(self, clauses: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(clauses, key=self.policy.places.__getitem__))

    def evaluation(self, verdict: Verdict) -> Evaluation:
        """The examination as an evaluation, with everything in the order of the text."""
        pays = verdict.recommendation in (APPROVE, APPROVE_PARTIAL)
        return Evaluation(
            id=self.dossier.id,
            policy=self.policy.id,
            policy_version=self.version,
            recommendation=verdict.recommendation,
            amount=verdict.amount if pays else None,
            currency=verdict.amount.currency if pays and verdict.amount else self.currency,
            grounds=self.grounds,
            bars=self.bars,
            missing=verdict.missing,
            process=self._cited_in_order("process"),
            deadlines=self.deadlines,
            payout_method=verdict.payout_method if pays else None,
            payouts=verdict.payouts if pays else (),
            calculation=verdict.calculation,
            findings=tuple(self._findings[id] for id in self._in_order(self._findings)),
        )


def examine(
    policy: Policy,
    dossier: Dossier,
    calendar: WorkingCalendar,
    issued: "Mapping[str, Edition]" = NONE_ISSUED,
    under: "Edition | None" = None,
) -> Evaluation:
    """The evaluation of a dossier by a policy, with everything that explains it."""
    notes: dict[str, None] = {}
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
