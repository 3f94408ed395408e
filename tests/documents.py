"""Documents of cases as tests bring them in: the worked cases, and small changes of them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounts.acts import Act
from refunds.intake.file_import import DOOR, door_account
from refunds.models import RefundCase
from refunds.operations.receive import receive
from refunds.policies import read
from tests.cast import MOMENT

Json = dict[str, Any]
DATA = Path(__file__).parent / "data"


def worked_cases(*files: str) -> list[Json]:
    """The worked cases of files of tests/data, one document a line."""
    return [json.loads(line) for file in files for line in (DATA / file).read_text(encoding="utf-8").splitlines()]


SCENARIOS = worked_cases("scenarios.jsonl")


def scenario(id: str) -> Json:
    """A copy of a worked case to change."""
    return copy.deepcopy(next(one for one in SCENARIOS if one["id"] == id))


@pytest.fixture
def bring_in(db: None) -> Callable[..., RefundCase]:
    """bring_in(document): received by the door for files at the moment of the tests; `by` somebody else."""

    door = door_account()

    def bring(document: Json, *, by: Any = None, **details: Any) -> RefundCase:
        act = Act(by=by or door, at=MOMENT, why="import of a test")
        now = read(document).now
        return receive(document, door=DOOR, door_reference=document["id"], act=act, **{"examined_at": now, **details})

    return bring
