"""Facts that nobody notes, and terms of which some numbers are watched."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, cast

from refunds.policies.facts import Facts
from refunds.policies.fields import NotKnown
from refunds.policies.settings import Terms, Value

NOTHING_NOTED: list[Any] = []


class Derivation:
    """Something derived from the facts by way of a watched number."""

    __slots__ = ("function", "given", "value")

    def __init__(self, function: Callable[..., Any], given: tuple[Any, ...], value: Any) -> None:
        self.function, self.given, self.value = function, given, value


class UnnotedFacts:
    """The facts of a case, which a clause asks like any others; that it asked is not noted.

    Noted is only what was derived from them by way of a watched number, as one Derivation, wherever it is used. The
    case is judged by a version that somebody chose, so that those it names itself are left out.
    """

    now: datetime
    _notes: list[Any]
    _derived: dict[Any, tuple[Any, list[Any]]]

    def __init__(self, facts: Facts, now: datetime, notes: list[Any]) -> None:
        own = {"policy_versions": (), "now": now, "_notes": notes, "_derived": {}}
        self.__dict__ = {**vars(facts), **own}

    def get(self, name: str) -> Any:
        """The value of a fact, or None where it is not known."""
        return self.__dict__.get(name)

    def derive(self, key: Hashable, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """What a function makes of the facts, worked out once. Where it fails, the bare numbers stay noted."""
        notes = self._notes
        before = len(notes)
        value = function(self, *given)
        asked = NOTHING_NOTED
        if len(notes) > before:
            asked = notes[before:] = [Derivation(function, given, value)]
        self._derived[key] = value, asked
        return value

    def derived_anew(self, derivation: Derivation, terms: Terms, others: Terms) -> Any:
        """The same derivation by other terms, of which no number is watched."""
        function, given = derivation.function, tuple([others if one is terms else one for one in derivation.given])
        known = self._derived.get((function, given))
        if known is not None:
            return known[0]
        try:
            return self.derive((function, given), function, given)
        except NotKnown as unknown:
            return unknown


def watched_terms(terms: Terms, watched: frozenset[str], notes: list[Any]) -> Terms:
    """The same terms, which note it when one of some settings is asked for."""
    values = vars(terms)
    kind = type("WatchedTerms", (Terms,), {name: _noted(name, values[name], notes) for name in watched})
    own = {name: value for name, value in values.items() if name not in watched}
    return cast(Terms, kind(own, terms.calendar))


def _noted(name: str, value: Value, notes: list[Any]) -> property:
    def ask(terms: Terms) -> Value:
        notes.append(name)
        return value

    return property(ask)
