"""The facts of one case as clauses ask for them: each fact that is asked for is noted."""

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from .facts import Facts
from .fields import NotKnown, Record

Notes = list[str]
"""The paths of the facts asked for, in the order of asking, one asked for twice standing there twice: a list that is
only added to remembers what was asked since a moment by its length at that moment."""


@lru_cache(maxsize=4096)
def each_once(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The facts noted, each where it was first asked for. Clauses ask for the same facts in case after case."""
    return tuple(dict.fromkeys(notes))


class Asked:
    """A record of facts that notes each fact it is asked for, and raises NotKnown for one that nobody knows.

    It has nothing beside its facts, and no `__getattr__`, with which Python would take twice as long to find each.
    `get(name)` is the value of one, noted too, or None where it is not known. The items of a list (charges, usage,
    incidents) are noted together, as the list.
    """

    __slots__ = ("__dict__", "_known", "_notes")
    _known: Mapping[str, Any]
    _notes: Notes

    def __init__(self, record: Record, notes: Notes) -> None:
        self._known, self._notes = record.__dict__, notes


class AskedGroup:
    """A group of facts inside another, as an attribute of what asks for it.

    Python looks in the instance before it comes here: the group, put there, is found at once from then on.
    """

    __slots__ = ("kind", "name", "path")

    def __init__(self, name: str, path: str, group: type[Record]) -> None:
        self.name, self.path = name, path
        self.kind = type(f"Asked{group.__name__}", (Asked,), {"__slots__": (), **_facts_of(group, path)})

    def __get__(self, asked: Asked, owner: type) -> Any:
        record = asked._known[self.name]
        if record is None:
            asked._notes.append(self.path)
            return None
        group = asked.__dict__[self.name] = self.kind(record, asked._notes)
        return group


def _asked_fact(name: str, path: str) -> property:
    """One fact as an attribute of what asks for it."""

    def ask(asked: Asked) -> Any:
        asked._notes.append(path)
        try:
            return asked._known[name]
        except KeyError:
            raise NotKnown(path) from None

    return property(ask)


def _asked_if_known(paths: Mapping[str, str]) -> Callable[[Asked, str], Any]:
    """The method that asks for a fact by its name; `paths` of all of them."""

    def get(asked: Asked, name: str) -> Any:
        asked._notes.append(paths[name])
        return asked._known.get(name)

    return get


def _facts_of(record: type[Record], path: str) -> dict[str, Any]:
    """What a class has that asks for the facts of a record at a path."""
    paths = {name: f"{path}.{name}" if path else name for name in record.fields}
    found: dict[str, Any] = {"get": _asked_if_known(paths)}
    for name, its_path in paths.items():
        group = record.fields[name].group
        found[name] = AskedGroup(name, its_path, group) if group else _asked_fact(name, its_path)
    return found


class AskedFacts(Asked):
    """The facts of the case, with the instant at which it is looked at and what is derived from them."""

    __slots__ = ("_derived", "_now")

    def __init__(self, facts: Facts, now: datetime, notes: Notes) -> None:
        self._known, self._notes, self._now = facts.__dict__, notes, now
        self._derived: dict[Any, tuple[Any, Notes]] = {}

    @property
    def now(self) -> datetime:
        self._notes.append("now")
        return self._now

    def derive(self, key: Hashable, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """What a function makes of the facts, kept with the facts it asked for, which `derived` notes each time."""
        notes = self._notes
        before = len(notes)
        value = function(self, *given)
        asked = notes[before:]
        # Of a few facts it is cheaper to keep one twice than to look.
        self._derived[key] = value, list(dict.fromkeys(asked)) if len(asked) > 4 else asked
        return value


for _name, _fact in _facts_of(Facts, "").items():
    setattr(AskedFacts, _name, _fact)
