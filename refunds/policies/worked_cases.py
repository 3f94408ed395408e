"""The worked cases that come with each policy: dossiers by which everybody sees what a version would change.

scenarios/<policy>.jsonl holds one dossier a line, with a title; adding a case is adding a line.
texts/scenarios/<policy>.<language>.json has the titles in other languages, by the ids.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from . import POLICIES, Dossier, parse, read
from .language import LANGUAGES, TEXTS
from .settings import NO_TITLES

SCENARIOS = Path(__file__).parent / "scenarios"


class WorkedCase(NamedTuple):
    """One dossier with the sentence that says what it is about; `name` is the id of the dossier."""

    name: str
    title: str
    dossier: Dossier
    titles: Mapping[str, str] = NO_TITLES

    def titled(self, language: str) -> str:
        """The title in a language; in English where it is not there."""
        return self.titles.get(language, self.title)

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
    titles = {one: titles_in(POLICIES[policy].id, one) for one in LANGUAGES[1:]}
    documents = [parse(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(
        WorkedCase(
            document["id"],
            document["title"],
            read(document),
            {language: known[document["id"]] for language, known in titles.items() if document["id"] in known},
        )
        for document in documents
    )


def titles_in(policy: str, language: str) -> dict[str, str]:
    """The titles of the worked cases of a policy in a language, by the ids of their dossiers."""
    path = TEXTS / "scenarios" / f"{policy}.{language}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
