"""The service policy on worked cases: the published ones, and our own on either side of what decides."""

import copy

import pytest

from refunds.policies import POLICIES, evaluate, read
from tests.refunds.policies.expectations import differences, name, scenarios

PUBLISHED = scenarios("service", "scenarios.jsonl")
OWN = scenarios("service", "own_scenarios.jsonl", "own_scenarios_named.jsonl", "own_scenarios_boundaries.jsonl")


@pytest.mark.parametrize("scenario", PUBLISHED, ids=name)
def test_published_case(scenario):
    assert differences(scenario, evaluate(read(scenario)).as_document()) == []


@pytest.mark.parametrize("scenario", OWN, ids=name)
def test_own_case(scenario):
    assert differences(scenario, evaluate(read(scenario)).as_document()) == []


def test_every_case_is_there_and_has_a_title_of_its_own():
    assert len(PUBLISHED) == 58
    assert len({scenario["title"] for scenario in OWN}) == len(OWN) > 100


def test_the_policy_has_all_its_clauses_in_the_order_of_the_text():
    clauses = list(POLICIES["service"].clauses)
    assert len(clauses) == 68
    assert clauses[0] == "S-0.1"
    assert clauses[-1] == "S-8.6"
    assert [clause for clause in clauses if clause.startswith("S-3.")] == [
        *("S-3.1.a", "S-3.1.b", "S-3.1.c", "S-3.2.a", "S-3.2.b", "S-3.2.c"),
        *("S-3.3.a", "S-3.3.b", "S-3.4.a", "S-3.4.b"),
    ]


def test_every_clause_has_its_words_for_the_customer():
    assert POLICIES["service"].unwritten() == []


@pytest.mark.parametrize("scenario", [*PUBLISHED, *OWN], ids=name)
def test_every_finding_says_why_and_what_the_customer_is_told_can_be_filled_in(scenario):
    for finding in evaluate(read(scenario)).findings:
        told = finding.told()
        assert len(finding.reason) > 10, finding
        assert told is None or "{" not in told


@pytest.mark.parametrize("scenario", [*PUBLISHED, *OWN], ids=name)
def test_what_is_cited_was_found(scenario):
    evaluation = evaluate(read(scenario))
    outcomes = {finding.clause.id: finding.outcome for finding in evaluation.findings}
    disputed = evaluation.grounds if outcomes.get("S-7.2.a") == "applies" else ()  # what a review was asked for about
    cited = {*evaluation.grounds, *evaluation.bars} - {*disputed}
    assert all(outcomes[clause] != "does not apply" for clause in cited)


@pytest.mark.parametrize("scenario", [*PUBLISHED, *OWN], ids=name)
def test_the_calculation_ends_at_the_amount_and_the_payouts_add_up_to_it(scenario):
    evaluation = evaluate(read(scenario))
    if evaluation.amount is None:
        return
    assert evaluation.calculation[-1].total == evaluation.amount.major
    assert sum(payout.amount.minor for payout in evaluation.payouts) == evaluation.amount.minor


@pytest.mark.parametrize("scenario", [*PUBLISHED, *OWN], ids=name)
def test_deadlines_fall_on_the_very_instant_picked(scenario):
    deadlines = evaluate(read(scenario)).as_document()["deadlines"]
    assert {deadline: deadlines[deadline] for deadline in scenario["expected"]["deadlines"]} == scenario["expected"][
        "deadlines"
    ]


def published(id, **changes):
    """A published case, with values of its claim changed."""
    scenario = copy.deepcopy(next(one for one in PUBLISHED if one["id"] == id))
    scenario["facts"]["claim"].update(changes)
    return evaluate(read(scenario))


@pytest.mark.parametrize(
    ("id", "applies", "words"),
    [
        ("SV-001", False, "the built-in version governs"),
        ("SV-136", False, "version 2025-01, in effect 2025-01-10"),
        ("SV-138", True, "version 2025-03, in effect 2025-03-01"),
    ],
)
def test_the_version_that_governs_is_named(id, applies, words):
    finding = published(id).finding("S-1.5")
    assert finding.applies is applies
    assert words in finding.reason


def test_a_request_that_pleads_no_situation_is_told_so():
    finding = published("SV-103").finding("S-2")
    assert finding.applies
    assert finding.told() == "A refund needs one of the situations of section 2."


@pytest.mark.parametrize(
    ("clock", "inside"),
    [
        ("2025-03-10T08:59:59+08:00", False),
        ("2025-03-10T09:00:00+08:00", True),
        ("2025-03-10T17:59:59+08:00", True),
        ("2025-03-10T18:00:00+08:00", False),
        ("2025-03-08T12:00:00+08:00", False),
        ("2025-03-10T01:30:00Z", True),
    ],
)
def test_business_hours_are_those_of_the_desk(clock, inside):
    assert published("SV-145", submitted_at=clock).finding("S-8.4").applies is inside


def test_the_customer_is_told_the_whole_window_of_the_method():
    told = {id: published(id).finding(clause).told() for id, clause in (("SV-001", "S-5.1.a"), ("SV-146", "S-5.3.a"))}
    assert told["SV-001"] == "Processing takes 3-5 business days, until 2025-04-10 18:00 (UTC+8)."
    assert told["SV-146"] == "Processing takes 5-7 business days, until 2025-03-19 18:00 (UTC+8)."


def test_a_late_answer_is_shown_and_decides_nothing():
    scenario = copy.deepcopy(next(one for one in PUBLISHED if one["id"] == "SV-140"))
    in_time = evaluate(read(scenario))
    scenario["facts"]["company_contacts"][0]["at"] = "2025-03-11T09:30:01+08:00"
    too_late = evaluate(read(scenario))
    assert in_time.finding("S-8.5").reason.endswith("in time")
    assert too_late.finding("S-8.5").reason.endswith("too late, which decides nothing")
    assert too_late.recommendation == in_time.recommendation


def test_an_automatic_receipt_is_no_answer():
    scenario = copy.deepcopy(next(one for one in PUBLISHED if one["id"] == "SV-140"))
    scenario["facts"]["company_contacts"][0] |= {"at": "2025-03-10T09:31:00+08:00", "kind": "automatic"}
    assert "overdue" in evaluate(read(scenario)).finding("S-8.5").reason


def test_a_case_whose_calendar_ends_says_so():
    scenario = next(one for one in PUBLISHED if one["id"] == "SV-007")
    evaluation = evaluate(read(scenario))
    assert evaluation.deadlines["review_by"] is None
    assert evaluation.deadlines["payout_by"] is None
    assert evaluation.finding("S-4.2.a").open


def test_a_charge_that_got_back_more_than_its_part_gets_no_cent_more():
    split = copy.deepcopy(next(one for one in OWN if one["id"] == "OWN-S125"))
    split["facts"]["prior_refunds"][0]["amount"] = "30.01"
    payouts = evaluate(read(split)).payouts
    assert [(one.charge_id, one.amount.major) for one in payouts] == [("CH-2", "19.99")]
