"""A version of a policy made ready to judge cases by."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from refunds.policies.settings import Value

from .terms import UNCHANGED, VersionTerms

if TYPE_CHECKING:
    from refunds.policies.language import Clause, ClauseFunction, Policy


class Edition:
    """One version by its name: the clauses as it words them, its numbers, and the clauses that don't speak in it.

    `silent` says why of each clause that it switches off; `silent_when_chosen` also of the clause by which the policy
    finds the version itself, for a case that is judged by this one because somebody chose it. `speaking` and
    `speaking_when_chosen` are the others, each with its function. Terms with faults are not refused here: `faults`
    tells all of them.
    """

    __slots__ = (
        "clauses",
        "name",
        "numbers",
        "policy",
        "silent",
        "silent_when_chosen",
        "speaking",
        "speaking_when_chosen",
        "terms",
    )
    policy: "Policy"
    name: str
    terms: VersionTerms
    numbers: Mapping[str, Value]
    clauses: "Mapping[str, Clause]"
    silent: Mapping[str, str]
    silent_when_chosen: Mapping[str, str]
    speaking: "Mapping[str, tuple[Clause, ClauseFunction]]"
    speaking_when_chosen: "Mapping[str, tuple[Clause, ClauseFunction]]"

    def __init__(self, policy: "Policy", name: str, terms: VersionTerms = UNCHANGED) -> None:
        silent = dict.fromkeys(terms.switched_off, f"switched off in version {name}")
        chosen = {**silent, policy.latitude.version_clause: f"version {name} was chosen to judge by"}
        clauses = _reworded(policy, terms)
        values = {
            "policy": policy,
            "name": name,
            "terms": terms,
            "numbers": terms.numbers,
            "clauses": clauses,
            "silent": MappingProxyType(silent),
            "silent_when_chosen": MappingProxyType(chosen),
            "speaking": _speaking(clauses, silent),
            "speaking_when_chosen": _speaking(clauses, chosen),
        }
        for slot, value in values.items():
            object.__setattr__(self, slot, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a version does not change; a new one is drafted")

    def __repr__(self) -> str:
        return f"<{self.policy.id} {self.name}>"


def _reworded(policy: "Policy", terms: VersionTerms) -> "Mapping[str, Clause]":
    if not terms.wording:
        return policy.clauses
    return MappingProxyType(
        {
            id: clause._replace(told={**clause.told, **terms.wording[id]}) if id in terms.wording else clause
            for id, clause in policy.clauses.items()
        }
    )


def _speaking(
    clauses: "Mapping[str, Clause]", silent: Mapping[str, str]
) -> "Mapping[str, tuple[Clause, ClauseFunction]]":
    """The clauses with a function that are not silent. A dict, in which Python finds faster than in a view of one."""
    asked = [(id, clause, clause.function) for id, clause in clauses.items() if id not in silent]
    return {id: (clause, function) for id, clause, function in asked if function is not None}
