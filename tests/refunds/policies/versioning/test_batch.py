"""Frozen facts judged by two versions in one go: what can't be judged is told and ends nothing."""

import json
from datetime import datetime

import pytest

from refunds.calendars import CHINA
from refunds.policies import POLICIES, Edition, read
from refunds.policies.versioning import VersionTerms, batch
from refunds.policies.versioning.batch import Judge, Snapshot, Task, judge_chunk, prepare_process
from refunds.policies.versioning.comparison import Comparison
from tests.refunds.policies.expectations import scenarios

SERVICE = POLICIES["service"]
LATE, EARLY = (
    next(row for row in scenarios("service", "own_scenarios.jsonl") if row["id"] == id)
    for id in ("OWN-S001", "OWN-S017")
)
LONGER = {"numbers": {"purchase_limit_days": 31}}
TASK = Task("service", ("2025-01", {}), ("2025-05", LONGER), CHINA)


def frozen(row, **other):
    return Snapshot(row["id"], datetime.fromisoformat(row["now"]), json.dumps({**row["facts"], **other}))


def test_a_chunk_is_judged_as_its_cases_are():
    found = Judge(TASK).judge([frozen(LATE), frozen(EARLY), frozen(LATE)._replace(own=True), frozen(EARLY)])
    after = Edition(SERVICE, "2025-05", VersionTerms.read(LONGER))
    was, will_be = Comparison(SERVICE.built_in, after, CHINA).of(read(LATE))
    assert (found.cases, found.changed, found.own, len(found)) == (3, 1, 1, 4)
    assert found.listed == [(LATE["id"], was.outcome, will_be.outcome)]
    assert found.unjudged == []


def test_a_judge_goes_by_both_versions_under_their_names():
    judge = Judge(TASK)
    assert (judge.before.name, judge.before.numbers) == ("2025-01", {})
    assert (judge.after.name, judge.after.numbers) == ("2025-05", {"purchase_limit_days": 31})
    assert judge.calendar is CHINA
    assert judge.comparison.before.terms.calendar is CHINA


def test_facts_that_cannot_be_read_are_left_out_with_the_reason():
    found = Judge(TASK).judge([frozen(LATE, state="paid"), frozen(EARLY)])
    assert found.unjudged == [(LATE["id"], "the facts can't be read: facts.state: is an unknown field")]
    assert (found.cases, found.broken, len(found)) == (1, 0, 2)


@pytest.mark.parametrize("before_too", [True, False])
def test_a_case_that_a_version_stumbles_over_is_left_out_and_the_rest_goes_on(monkeypatch, before_too):
    judge = Judge(TASK)
    told = Comparison.of

    def stumbles(self, dossier):
        if dossier.id == LATE["id"]:
            raise ZeroDivisionError("by nothing")
        return told(self, dossier)

    def evaluate(self, dossier, calendar, under):
        assert (dossier.id, calendar, under) == (LATE["id"], CHINA, judge.before)
        if before_too:
            raise ZeroDivisionError

    monkeypatch.setattr(Comparison, "of", stumbles)
    monkeypatch.setattr(type(SERVICE), "evaluate", evaluate)
    found = judge.judge([frozen(LATE), frozen(EARLY)])
    assert found.unjudged == [(LATE["id"], "ZeroDivisionError: by nothing")]
    assert (found.cases, found.broken) == (1, int(not before_too))


def test_a_process_judges_once_it_is_prepared(monkeypatch):
    monkeypatch.setattr(batch, "_judge", None)
    with pytest.raises(AssertionError, match=r"prepare_process\(\) comes first"):
        judge_chunk([frozen(EARLY)])
    prepare_process(TASK)
    assert judge_chunk([frozen(LATE), frozen(EARLY)]).changed == 1
