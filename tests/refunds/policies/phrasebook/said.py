"""What policies say of the cases that the tests know, and what of it is names and words of other people."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from refunds.policies import POLICIES, Evaluation, evaluate, read
from refunds.policies.worked_cases import worked_cases
from tests.dossiers import dossier
from tests.refunds.policies.expectations import DATA, WORKED

OWN_WORDS = frozenset(
    {"note", "reference", "unit", "service", "services", "id", "number", "name", "kind", "decided_by", "body"}
    | {"status_reason", "status", "version", "charge_id", "order_number", "evidence", "by", "lot", "duplicate_of"}
    | {"abnormal_usage_ids", "usage_ids", "charge_ids", "usage_id"}
)
"""The facts that people write as they please."""
RANDOM = 600
"""How many dossiers made at random are looked at, half of each policy."""


class Said(NamedTuple):
    """One English sentence about a case. clause: empty for a step; names: what stands in it as people wrote it."""

    policy: str
    clause: str
    sentence: str
    names: tuple[str, ...]


@cache
def everything_said() -> tuple[Said, ...]:
    """Every reason and every step of the worked cases, and of dossiers that use every fact there is."""
    said = {}
    for document in documents():
        for one in _of(evaluate(read(document)), names_in(document["facts"])):
            said.setdefault(one[:3], one)
    return tuple(said.values())


def documents() -> Iterator[dict[str, Any]]:
    for file in WORKED:
        yield from map(json.loads, (DATA / file).read_text(encoding="utf-8").splitlines())
    for policy in POLICIES:
        yield from (case.dossier.as_document() for case in worked_cases(policy))
    yield from map(dossier, range(RANDOM))


def _of(evaluation: Evaluation, names: tuple[str, ...]) -> Iterator[Said]:
    for finding in evaluation.findings:
        yield Said(evaluation.policy, finding.clause.id, finding.reason, names)
    for step in evaluation.calculation:
        yield Said(evaluation.policy, "", step.step, names)


def names_in(facts: Any, of: str = "") -> tuple[str, ...]:
    """The words of people in the facts, the longest first."""
    if isinstance(facts, dict):
        found = {name for key, value in facts.items() for name in names_in(value, key)}
    elif isinstance(facts, list):
        found = {name for value in facts for name in names_in(value, of)}
    else:
        found = {facts} if isinstance(facts, str) and of in OWN_WORDS else set()
    return tuple(sorted(found, key=len, reverse=True))


NAMES = re.compile(
    r"PTC|API|UTC|Visa|MasterCard|American Express|PayPal|Apple Pay|Google Pay|\d+-[A-Za-z]+|\b[A-Z]{2,3}\b"
    r"|S-\d[\w.]*|302-[IV]+[\w.]*|\b[A-Z]+-[\w-]+"
)


def english_in(chinese: str, names: tuple[str, ...]) -> list[str]:
    """The English words that are left in a sentence when the names are taken out."""
    for name in names:
        chinese = chinese.replace(name, " ")
    return re.findall("[A-Za-z]{2,}", NAMES.sub(" ", chinese))
