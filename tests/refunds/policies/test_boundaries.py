"""Each clause that decides something has a worked case where it applies, and one where it is looked at and does not.

Beside them stand pairs of cases a second, a unit or a day apart, in tests/data/own_scenarios_boundaries.jsonl.
"""

import json
from collections import Counter

import pytest

from refunds.policies import POLICIES
from refunds.policies.language import Kind
from tests.refunds.policies.explained import VERDICTS

LOOKED_AT = Counter(
    mark for line in VERDICTS.read_text(encoding="utf-8").splitlines() for mark in json.loads(line)["looked_at"].split()
)

DECIDING = [
    clause.id
    for policy in POLICIES.values()
    for clause in policy.clauses.values()
    if clause.function and clause.kind in (Kind.GROUND, Kind.BAR, Kind.CONDITION, Kind.AMOUNT)
]

ESCALATES = {
    *("S-2.1.a", "S-2.1.b", "S-2.1.c", "S-2.2.a", "S-2.2.c", "S-2.3.a", "S-2.3.b"),
    *("S-3.2.a", "S-3.2.b", "S-3.2.c", "S-3.3.b"),
    *("302-I.3", "302-II", "302-II.1", "302-II.2", "302-II.3", "302-III.2", "302-III.4", "302-V.2"),
}
"""Clauses of which nobody may know yet whether they apply: alleged, suspected, or waiting for somebody."""


@pytest.mark.parametrize("clause", DECIDING)
def test_a_clause_that_decides_is_worked_on_either_side(clause: str) -> None:
    assert LOOKED_AT[f"{clause}+"] > 0
    assert LOOKED_AT[f"{clause}-"] > 0


@pytest.mark.parametrize("clause", sorted(ESCALATES))
def test_a_clause_that_may_be_open_is_worked_open(clause: str) -> None:
    assert LOOKED_AT[f"{clause}?"] > 0


def test_half_of_the_clauses_decide_something() -> None:
    assert len(DECIDING) == 45
    assert set(DECIDING) >= ESCALATES
