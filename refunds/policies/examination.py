"""One case being examined: each clause is looked at once, the facts it asks for are noted, citations collected."""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from refunds.calendars import WorkingCalendar

from .dossier import Dossier
from .evaluation import APPROVE, APPROVE_PARTIAL, NEEDS_INFORMATION, Evaluation, Finding, Verdict
from .facts import Facts
from .fields import NotKnown, Record
from .language import APPLIES, DOES_NOT_APPLY, NONE_ISSUED, NOT_KNOWN, Answer, Clause, Policy
from .latitude import NOTHING
from .settings import Terms

if TYPE_CHECKING:
    from .versioning import Edition


Notes = list[str]
"""The paths of the facts asked for, in the order of asking, one asked for twice standing there twice: a list that is
only added to remembers what was asked since a moment by its length at that moment."""


class Asked:
    """A record of facts that notes each fact it is asked for, and raises NotKnown for one that nobody knows.

    The items of a list (charges, usage, incidents) are noted together, as the list.
    """

    _paths: ClassVar[Mapping[str, str]] = {}

    def __init__(self, record: Record, notes: Notes) -> None:
        self._record, self._known, self._notes, self._note = record, vars(record), notes, notes.append

    def __getattr__(self, name: str) -> Any:
        """What a record has beside its facts."""
        return getattr(self._record, name)

    def get(self, name: str) -> Any:
        """The value of a fact, noted too, or None where it is not known."""
        self._note(self._paths[name])
        return self._known.get(name)


class AskedGroup:
    """A group of facts inside another, as an attribute of what asks for it.

    Python looks in the instance before it comes here: the group, put there, is found at once from then on.
    """

    __slots__ = ("kind", "name", "path")

    def __init__(self, name: str, path: str, group: type[Record]) -> None:
        self.name, self.path = name, path
        self.kind = type(f"Asked{group.__name__}", (Asked,), _facts_of(group, path))

    def __get__(self, asked: Asked, owner: type) -> Any:
        record = asked._known[self.name]
        if record is None:
            asked._note(self.path)
            return None
        group = asked.__dict__[self.name] = self.kind(record, asked._notes)
        return group


def _asked_fact(name: str, path: str) -> property:
    """One fact as an attribute of what asks for it."""

    def ask(asked: Asked) -> Any:
        asked._note(path)
        try:
            return asked._known[name]
        except KeyError:
            raise NotKnown(path) from None

    return property(ask)


def _facts_of(record: type[Record], path: str) -> dict[str, Any]:
    """What a class has that asks for the facts of a record at a path."""
    found: dict[str, Any] = {"_paths": {name: f"{path}.{name}" if path else name for name in record.fields}}
    for name, its_path in found["_paths"].items():
        group = record.fields[name].group
        found[name] = AskedGroup(name, its_path, group) if group else _asked_fact(name, its_path)
    return found


class AskedFacts(Asked):
    """The facts of the case, with the instant at which it is looked at and what is derived from them."""

    def __init__(self, facts: Facts, now: datetime, notes: Notes) -> None:
        super().__init__(facts, notes)
        self._now = now
        self._derived: dict[Any, tuple[Any, Notes]] = {}

    @property
    def now(self) -> datetime:
        self._note("now")
        return self._now

    def derive(self, key: Hashable, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """What a function makes of the facts, kept with the facts it asked for, which `derived` notes each time."""
        before = len(self._notes)
        value = function(self, *given)
        asked = self._notes[before:]
        # Of a few facts it is cheaper to keep one twice than to look.
        self._derived[key] = value, list(dict.fromkeys(asked)) if len(asked) > 4 else asked
        return value


for _name, _fact in _facts_of(Facts, "").items():
    setattr(AskedFacts, _name, _fact)


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
        built_in = policy.built_in
        return Rules(built_in.name, built_in.clauses, NOTHING, policy.settings.terms({}, calendar))
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
        self, policy: Policy, dossier: Dossier, facts: "AskedFacts | Facts", rules: Rules, notes: list[Any]
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
        look = clause.function
        if look is None:
            raise LookupError(f"{clause_id} is a declaration; there is nothing to look at")
        notes.clear()
        try:
            outcome, reason, quoted = look(self.facts, self.terms)
        except NotKnown as unknown:
            return Finding(clause, NOT_KNOWN, str(unknown), tuple(dict.fromkeys(notes)), unknown.path, {})
        asked = tuple(dict.fromkeys(notes)) if len(notes) > 1 else tuple(notes)
        # As Finding(...), in half the time: it is made for every clause.
        return tuple.__new__(Finding, (clause, outcome, reason, asked, None, quoted))

    def record(self, clause_id: str, answer: Answer) -> Finding:
        """The finding on a clause that the work itself settles, such as the amount or the route."""
        if clause_id in self.silent:
            return self.look_at(clause_id)
        outcome, reason, quoted = answer
        finding = self._findings[clause_id] = Finding(self.clauses[clause_id], outcome, reason, (), None, quoted)
        return finding

    def applies(self, clause_id: str) -> bool:
        finding = self._findings.get(clause_id) or self.look_at(clause_id)
        return finding.outcome == APPLIES

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
        silent = self.silent
        return self._in_order([id for id in self._cited[kind] if id not in silent])

    def _in_order(self, clauses: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(clauses, key=self.policy.places.__getitem__) if len(clauses) > 1 else clauses)

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
            deadlines=MappingProxyType(self.deadlines),
            payout_method=verdict.payout_method if pays else None,
            payouts=verdict.payouts if pays else (),
            calculation=verdict.calculation,
            findings=tuple(map(self._findings.__getitem__, self._in_order(self._findings))),
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
