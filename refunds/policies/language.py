"""The words policies are written in: Policy, clause, its kinds, and what a clause answers.

A clause is a function of the facts and the terms. Its docstring begins with the words of the policy; it asks for facts
without testing whether they are there, and answers with one sentence quoting the numbers and dates it went by.
docs/policies.md shows how to write one.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cached_property, wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from refunds.calendars import CHINA, WorkingCalendar

from .latitude import Latitude
from .settings import Setting, Settings, Terms

if TYPE_CHECKING:
    from .dossier import Dossier
    from .evaluation import Evaluation, Verdict
    from .examination import Examination
    from .facts import Facts, PolicyVersion
    from .versioning import Edition

P = ParamSpec("P")
T = TypeVar("T")

TEXTS = Path(__file__).parent / "texts"

LANGUAGES = ("en", "zh-hans")
"""The languages in which customers are told, and clauses have titles; the first stands in for the others."""

APPLIES, DOES_NOT_APPLY, NOT_KNOWN = "applies", "does not apply", "not known"

NONE_ISSUED: "Mapping[str, Edition]" = MappingProxyType({})


class PolicyError(Exception):
    """A policy that is written wrongly; found when it is imported."""


class Kind(StrEnum):
    """What a clause does."""

    DECLARATION = "declaration"
    GROUND = "ground"
    BAR = "bar"
    CONDITION = "condition"
    AMOUNT = "amount rule"
    ROUTE = "route"
    DUTY = "duty"


class Answer(NamedTuple):
    """What a clause function returns: an outcome, one sentence for staff, and the values the customer is told."""

    outcome: str
    reason: str
    quoted: Mapping[str, Any]


_new = tuple.__new__
"""Makes a named tuple of a tuple of its values, which is half the time; for what every clause makes."""


def applies(reason: str, **quoted: Any) -> Answer:
    """The clause applies. `quoted` fills the blanks of what the customer is told."""
    return _new(Answer, (APPLIES, reason, quoted))


def does_not_apply(reason: str, **quoted: Any) -> Answer:
    return _new(Answer, (DOES_NOT_APPLY, reason, quoted))


def not_known(reason: str, **quoted: Any) -> Answer:
    """Nobody can say yet: alleged, suspected, or waiting for a person or an audit."""
    return _new(Answer, (NOT_KNOWN, reason, quoted))


ClauseFunction = Callable[["Facts", Terms], Answer]


def derived(function: Callable[Concatenate["Facts", P], T]) -> Callable[Concatenate["Facts", P], T]:
    """Makes a function of the facts a derived fact: worked out once an examination, what it asked for still noted.

    Further arguments must be hashable, and are given by their place.
    """

    @wraps(function)
    def of_the_facts_alone(facts: Any) -> Any:
        known = facts._derived.get(function)
        if known is None:
            return facts.derive(function, function, ())
        value, asked = known
        if asked:
            facts._notes.extend(asked)
        return value

    @wraps(function)
    def of_more(facts: Any, *given: Any) -> Any:
        key = function, given
        known = facts._derived.get(key)
        if known is None:
            return facts.derive(key, function, given)
        value, asked = known
        if asked:
            facts._notes.extend(asked)
        return value

    ask = of_the_facts_alone if function.__code__.co_argcount == 1 else of_more
    return cast(Callable[Concatenate["Facts", P], T], ask)


class Clause(NamedTuple):
    """One clause: its id, name and words, what it does, who decides it, and the function that looks at a case.

    `decides` is made of D (computable from data), H (case worker), T (technical audit) and V (supervisor). `told` is
    what the customer can be told, by language; a clause that is never used as a reason has none. `bars` are the
    grounds a bar defeats. A declaration has no function. `titles` are the title in other languages than English.
    """

    id: str
    title: str
    text: str
    kind: Kind
    decides: tuple[str, ...]
    told: Mapping[str, str]
    bars: tuple[str, ...]
    function: ClauseFunction | None
    titles: Mapping[str, str]

    def titled(self, language: str) -> str:
        """The title in a language; in English where it is not there."""
        return self.titles.get(language, self.title)

    def tell(self, quoted: Mapping[str, Any], language: str = "en") -> str | None:
        """The sentence for the customer, with the values filled in; English where the language is not there yet."""
        from .wording import fill

        sentence = self.told.get(language) or self.told.get("en")
        return None if sentence is None else fill(sentence, quoted, language if language in self.told else "en")


class Policy:
    """A written policy as code: its clauses in the order of the text, its settings and its order of evaluation.

    `procedure` are the steps of the evaluation: functions of the examination, of which the first that returns a
    verdict stops. `closing` are functions of the examination and the verdict that complete it (deadlines, route);
    those in `dating` add dates, duties and the currency to tell, by which nobody gets more or less.
    `governing` finds the version in force for the facts; `asks` says which item to ask for when a step needs a fact
    that is not known. `pleas` are the words of `claim.ground` that belong to the policy; none means any. `latitude`
    says what a version of it may switch off.
    """

    def __init__(
        self, id: str, title: str, version: str, text: str, settings: Sequence[Setting], pleas: Sequence[str] = ()
    ) -> None:
        self.id, self.title, self.version = id, title, version
        self._names = _by_language(TEXTS / "settings", id)
        self.settings = Settings(one._replace(titles=_words_for(self._names, one.name)) for one in settings)
        self.pleas = tuple(pleas)
        self.procedure: tuple[Callable[[Examination], Verdict | None], ...] = ()
        self.closing: tuple[Callable[[Examination, Verdict], None], ...] = ()
        self.dating: tuple[Callable[[Examination, Verdict], None], ...] = ()
        self.governing: Callable[[Facts], PolicyVersion | None] = lambda facts: None
        self.asks: Callable[[str], str] = lambda path: "additional_evidence"
        self.latitude = Latitude()
        self._words = " ".join((TEXTS / text).read_text(encoding="utf-8").split())
        self._told, self._titles = _by_language(TEXTS, id), _by_language(TEXTS / "titles", id)
        self._clauses: dict[str, Clause] = {}
        self._place = 0

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """The clauses by id, in the order of the text."""
        return MappingProxyType(self._clauses)

    def clause(
        self, id: str, kind: Kind, decides: str, bars: Sequence[str] = (), title: str = ""
    ) -> Callable[[ClauseFunction], ClauseFunction]:
        """Registers a function as a clause. Its docstring begins with the words of the policy, its name is the title.

        `decides` names who decides, such as "D/T"; `bars` the grounds that a bar defeats, such as "S-2.1.*".
        """

        def register(function: ClauseFunction) -> ClauseFunction:
            words = " ".join((function.__doc__ or "").split("\n\n")[0].split())
            name = title or function.__name__.replace("_", " ").capitalize()
            self._add(id, name, words, kind, decides, tuple(bars), function)
            return function

        return register

    def declaration(self, id: str, title: str, words: str, kind: Kind = Kind.DECLARATION, decides: str = "D") -> None:
        """Registers a clause that is never looked at by a function: an aim, a promise, a piece of information."""
        self._add(id, title, words, kind, decides, (), None)

    def _add(
        self,
        id: str,
        title: str,
        words: str,
        kind: Kind,
        decides: str,
        bars: tuple[str, ...],
        function: ClauseFunction | None,
    ) -> None:
        place = self._words.find(words, self._place) if words else -1
        if id in self._clauses:
            raise PolicyError(f"{id} is registered twice")
        if place < 0:
            raise PolicyError(
                f"{id}: its words do not stand in the text of {self.id} after the clause before: {words!r}"
            )
        self._place = place
        told, titles = _words_for(self._told, id), _words_for(self._titles, id)
        self._clauses[id] = Clause(id, title, words, kind, tuple(decides.split("/")), told, bars, function, titles)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each clause in the order of the text."""
        return {id: place for place, id in enumerate(self._clauses)}

    @cached_property
    def bars(self) -> tuple[Clause, ...]:
        """The clauses that are bars, in the order of the text."""
        return tuple(clause for clause in self._clauses.values() if clause.bars)

    def bars_against(self, ground: str) -> tuple[Clause, ...]:
        """The bars that defeat or cut back a ground, in the order of the text."""
        found = self._bars_against.get(ground)
        if found is None:
            found = tuple(bar for bar in self.bars if any(fnmatchcase(ground, pattern) for pattern in bar.bars))
            self._bars_against[ground] = found
        return found

    @cached_property
    def _bars_against(self) -> dict[str, tuple[Clause, ...]]:
        return {}

    @cached_property
    def built_in(self) -> "Edition":
        """The policy as it is written in code: what governs where no version does."""
        from .versioning import Edition

        return Edition(self, self.version)

    def evaluate(
        self,
        dossier: "Dossier",
        calendar: WorkingCalendar = CHINA,
        issued: "Mapping[str, Edition]" = NONE_ISSUED,
        under: "Edition | None" = None,
    ) -> "Evaluation":
        """The evaluation of a dossier by this policy: pure, the same answer each time.

        issued: by name, the wording and the switches of versions that the dossier names; their numbers stand in it.
        under: the version to judge by, whichever the policy itself would find.
        """
        return self._examine(self, dossier, calendar, issued, under)

    @cached_property
    def _examine(self) -> Callable[..., "Evaluation"]:
        """How a case is examined, which is written in these words; looked up once."""
        from .examination import examine

        return examine

    def unwritten(self) -> list[str]:
        """What is missing before the policy is whole: one sentence for each clause or setting without words."""
        sentences = []
        for language in LANGUAGES:
            file = f"{self.id}.{language}.json"
            sentences += _unwritten(file, self._told.get(language, {}), self._clauses, "clause")
        for language in LANGUAGES[1:]:
            file = f"{self.id}.{language}.json"
            sentences += _unwritten(f"titles/{file}", self._titles.get(language, {}), self._clauses, "clause")
            sentences += _unwritten(f"settings/{file}", self._names.get(language, {}), self.settings, "setting")
        return sentences


def _by_language(folder: Path, policy: str) -> dict[str, dict[str, str | None]]:
    """The words for each clause in <policy>.<language>.json of a folder: adding a language is adding a file."""
    files = sorted(folder.glob(f"{policy}.*.json"))
    return {re.sub(r"^.*?\.|\.json$", "", file.name): json.loads(file.read_text(encoding="utf-8")) for file in files}


def _unwritten(file: str, written: Collection[str], needed: Collection[str], what: str) -> list[str]:
    lacking = [f"{name} has no entry in texts/{file}" for name in needed if name not in written]
    return lacking + [f"texts/{file} tells {name}, which is no {what}" for name in written if name not in needed]


def _words_for(by_language: Mapping[str, Mapping[str, str | None]], id: str) -> dict[str, str]:
    return {language: words for language, all_words in by_language.items() if (words := all_words.get(id))}
