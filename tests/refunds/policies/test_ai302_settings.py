"""Every number and switch of the 302.AI policy changes what it says, and nothing else."""

import copy

import pytest

from refunds.policies import POLICIES, evaluate, read
from tests.refunds.policies.expectations import scenarios

CASES = {one["title"]: one for one in scenarios("302ai", "own_scenarios_302.jsonl")}
PLAIN = "The call crashed and gave nothing; the audit confirms it"
NUMBERS_OF_VERSIONS = {
    "application_window_working_days",
    "cleared_violations",
    "audit_working_days",
    "payout_working_days",
    "rounding",
    "ask_while_window_is_open",
}


def under(title, facts=None, **terms):
    """A case judged by a version with these terms, posted long before."""
    scenario = copy.deepcopy(CASES[title])
    scenario["facts"].update(facts or {})
    version = {"version": "V", "status": "in_force", "posted_at": "2024-01-01T00:00:00+08:00", "terms": terms}
    scenario["facts"]["policy_versions"] = [version]
    return evaluate(read(scenario))


def test_these_are_the_settings():
    assert set(POLICIES["302ai"].settings) == NUMBERS_OF_VERSIONS
    assert all(setting.clause in POLICIES["302ai"].clauses for setting in POLICIES["302ai"].settings.values())


def test_the_window_is_counted_in_the_working_days_of_the_version():
    evaluation = under(PLAIN, application_window_working_days=1)
    assert (evaluation.recommendation, evaluation.bars) == ("reject", ("302-III.2",))
    assert evaluation.as_document()["deadlines"]["application_by"] == "2025-03-11T23:59:59+08:00"


@pytest.mark.parametrize(("days", "due"), [(1, "2025-03-13"), (4, "2025-03-18")])
def test_the_audit_is_due_by_the_working_days_of_the_version(days, due):
    assert under(PLAIN, audit_working_days=days).as_document()["deadlines"]["audit_by"] == f"{due}T23:59:59+08:00"


@pytest.mark.parametrize(("days", "due"), [(1, "2025-03-14"), (8, "2025-03-25")])
def test_the_money_arrives_by_the_working_days_of_the_version(days, due):
    evaluation = under(PLAIN, payout_working_days=days)
    assert evaluation.as_document()["deadlines"]["payout_by"] == f"{due}T23:59:59+08:00"
    assert f"generally within {days} working days" in evaluation.finding("302-IV.3").told()


@pytest.mark.parametrize(("rounding", "amount"), [("half_up", "75"), ("half_even", "74"), ("down", "74")])
def test_a_half_is_rounded_as_the_version_says(rounding, amount):
    assert under("JPY: half a yen rounds up", rounding=rounding).amount.major == amount


@pytest.mark.parametrize(
    ("choice", "recommendation", "bars"),
    [
        ("supervisor", "needs_supervisor", ("302-III.4",)),
        ("reject", "reject", ("302-III.4",)),
        ("ignore", "approve", ()),
    ],
)
def test_a_cleared_violation_is_treated_as_the_version_says(choice, recommendation, bars):
    violation = {"id": "V-1", "type": "abuse", "status": "cleared", "recorded_at": "2023-02-20T10:00:00+08:00"}
    customer = {**CASES[PLAIN]["facts"]["customer"], "violations": [violation]}
    evaluation = under(PLAIN, {"customer": customer}, cleared_violations=choice)
    assert (evaluation.recommendation, evaluation.bars) == (recommendation, bars)


def test_incomplete_materials_can_be_rejected_at_once_with_the_last_day_to_apply_again():
    evaluation = under("No evidence", ask_while_window_is_open=False)
    assert (evaluation.recommendation, evaluation.bars, evaluation.missing) == ("reject", ("302-III.3",), ())
    assert evaluation.as_document()["deadlines"]["reapply_by"] == "2025-03-19T23:59:59+08:00"


def test_each_deduction_is_judged_by_the_version_posted_when_it_happened():
    scenario = copy.deepcopy(CASES["A 3-day version posted between two consumptions"])
    scenario["facts"]["policy_versions"][1]["terms"]["application_window_working_days"] = 30
    deadlines = evaluate(read(scenario)).as_document()["deadlines"]
    assert deadlines["application_by.US-1"] == "2025-03-12T23:59:59+08:00"
    assert deadlines["application_by.US-2"] == "2025-04-22T23:59:59+08:00"
