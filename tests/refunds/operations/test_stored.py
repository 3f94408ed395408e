"""Both ways of evaluating give the same answer: from the document, and from the rows it was stored as."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.acts import Act
from refunds.operations.canonical import canonical
from refunds.operations.dossier import dossier_of
from refunds.operations.receive import receive
from refunds.policies import POLICIES, evaluate, read
from tests.cast import MOMENT

SCENARIOS = [
    json.loads(line) for line in Path("tests/data/scenarios.jsonl").read_text(encoding="utf-8").splitlines()
]


def stored(document: dict[str, Any], people: SimpleNamespace) -> dict[str, Any]:
    act = Act(by=people.door, at=MOMENT, why="import")
    now = read(document).now
    case = receive(document, door="file_import", door_reference=document["id"], act=act, examined_at=now)
    return dossier_of(case)


@pytest.mark.parametrize("document", [s for s in SCENARIOS if s["policy"] in POLICIES], ids=lambda s: s["id"])
def test_the_rows_of_a_scenario_are_evaluated_as_its_document_is(document, people) -> None:
    again = stored(document, people)
    assert canonical(read(again).facts) == canonical(read(document).facts)
    assert evaluate(read(again)).as_document() == evaluate(read(document)).as_document()
