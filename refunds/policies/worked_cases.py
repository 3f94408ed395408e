"""The worked cases that come with each policy: dossiers by which everybody sees what a version would change.

scenarios/<policy>.jsonl holds one dossier a line, with a title; adding a case is adding a line.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from . import POLICIES, Dossier, parse, read

SCENARIOS = Path(__file__).parent / "scenarios"


class WorkedCase(NamedTuple):
    """One dossier with the sentence that says what it is about; `name` is the id of the dossier."""

    name: str
    title: str
    dossier: Dossier

    @property
    def brings_versions(self) -> bool:
        """Whether the dossier says itself which versions there are, so that no other governs it."""
        return bool(self.dossier.facts.policy_versions)


@cache
def worked_cases(policy: str) -> tuple[WorkedCase, ...]:
    """The worked cases of a policy, by its id, in the order of their file."""
    path = SCENARIOS / f"{POLICIES[policy].id}.jsonl"
    if not path.exists():
        return ()
    documents = [parse(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(WorkedCase(document["id"], document["title"], read(document)) for document in documents)
