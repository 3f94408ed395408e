"""Several processes count up to what one does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from refunds.calendars import CHINA
from refunds.operations.try_out import processes
from refunds.operations.try_out.processes import tallies
from refunds.policies import POLICIES, read
from refunds.policies.versioning.batch import Snapshot, Task
from refunds.policies.versioning.tally import Tally
from tests.documents import SCENARIOS

TASK = Task("service", ("2025-01", {}), ("2026-03", {"numbers": {"purchase_limit_days": 7}}), CHINA)
DOCUMENTS = [document for document in SCENARIOS if document["policy"] == "service"]
SNAPSHOTS = [Snapshot(one["id"], read(one).now, json.dumps(one["facts"])) for one in DOCUMENTS]
CHUNKS = [SNAPSHOTS[n : n + 10] for n in range(0, len(SNAPSHOTS), 10)]


def counted(total: int) -> dict[str, Any]:
    """The result over all chunks."""
    tally = Tally()
    for part in tallies(TASK, CHUNKS, total):
        tally += part
    return tally.as_document(POLICIES["service"].clauses)


def test_several_processes_come_to_the_result_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = counted(len(SNAPSHOTS))
    monkeypatch.setattr(processes.os, "sched_getaffinity", lambda _: {0, 1})
    together = counted(processes.WORTH_SEVERAL)
    assert alone["changed"] > 0
    assert together == alone


def test_a_run_that_is_given_up_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import active_children

    monkeypatch.setattr(processes.os, "sched_getaffinity", lambda _: {0, 1})
    parts = tallies(TASK, CHUNKS, processes.WORTH_SEVERAL)
    assert len(next(iter(parts))) == 10
    assert active_children()
    parts.close()  # type: ignore[attr-defined]
    assert active_children() == []
