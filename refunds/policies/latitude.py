"""What versions of a policy may change about it: which clauses can be switched off, and what then hangs in the air."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from .wording import Phrase

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_REASONS: Mapping[str, Phrase] = MappingProxyType({})


class Latitude(NamedTuple):
    """How far versions of one policy may go.

    `switches` are the clauses that may be switched off. `needed` says of every other clause with a test of its own why
    it may not. `follows` names clauses that are only reached through another. `ascending` are pairs of settings of
    which the first must be less than the second, `spans` pairs of which it must not be more. `version_clause` is the
    clause that says which version governs. `needs_notice`: a version governs only if users were told before it began;
    otherwise it takes effect on being posted.
    """

    switches: frozenset[str] = frozenset()
    needed: Mapping[str, Phrase] = NO_REASONS
    follows: Mapping[str, str] = NOTHING
    ascending: Sequence[tuple[str, str]] = ()
    spans: Sequence[tuple[str, str]] = ()
    version_clause: str = ""
    needs_notice: bool = False
