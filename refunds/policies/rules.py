"""What a case is examined by: one version of its policy with its numbers, counted by one calendar."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from refunds.calendars import WorkingCalendar

from .facts import Facts
from .language import Clause, ClauseFunction, Policy
from .settings import Terms

if TYPE_CHECKING:
    from .versioning import Edition


class Rules(NamedTuple):
    """What one examination goes by: the name of the version, its clauses, those that don't speak and why, its terms.

    `speaking` are the others, each with its function.
    """

    version: str
    clauses: Mapping[str, Clause]
    silent: Mapping[str, str]
    speaking: Mapping[str, tuple[Clause, ClauseFunction]]
    terms: Terms


def governing_rules(policy: Policy, facts: Facts, calendar: WorkingCalendar, issued: "Mapping[str, Edition]") -> Rules:
    """The rules of the version that the policy itself finds: its numbers stand in the facts, its words in `issued`."""
    version = policy.governing(facts)
    if version is None:
        return _as_written(policy.built_in, calendar)
    name = version.get("version") or policy.version
    edition = issued.get(name, policy.built_in)
    terms = policy.settings.terms(version.terms or {}, calendar)
    return Rules(name, edition.clauses, edition.silent, edition.speaking, terms)


@lru_cache(maxsize=8)
def _as_written(edition: "Edition", calendar: WorkingCalendar) -> Rules:
    """The rules of a policy as it is written in code, by which nearly every case is judged."""
    terms = edition.policy.settings.terms({}, calendar)
    return Rules(edition.name, edition.clauses, edition.silent, edition.speaking, terms)


def chosen_rules(edition: "Edition", calendar: WorkingCalendar) -> Rules:
    """The rules of a version, whichever the policy itself would find."""
    terms = edition.policy.settings.terms(edition.numbers, calendar)
    return Rules(edition.name, edition.clauses, edition.silent_when_chosen, edition.speaking_when_chosen, terms)
