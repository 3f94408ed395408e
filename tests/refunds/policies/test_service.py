"""The service policy on worked cases: the published ones, and our own on either side of what decides."""

import pytest

from refunds.policies import POLICIES, evaluate, read
from tests.refunds.policies.expectations import differences, name, scenarios

PUBLISHED = scenarios("service", "scenarios.jsonl")
OWN = scenarios("service", "own_scenarios.jsonl")


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
    assert all(outcomes[clause] != "does not apply" for clause in (*evaluation.grounds, *evaluation.bars))


@pytest.mark.parametrize("scenario", [*PUBLISHED, *OWN], ids=name)
def test_the_calculation_ends_at_the_amount_and_the_payouts_add_up_to_it(scenario):
    evaluation = evaluate(read(scenario))
    if evaluation.amount is None:
        return
    assert evaluation.calculation[-1].total == evaluation.amount.major
    assert sum(payout.amount.minor for payout in evaluation.payouts) == evaluation.amount.minor


def test_a_case_whose_calendar_ends_says_so():
    scenario = next(one for one in PUBLISHED if one["id"] == "SV-007")
    evaluation = evaluate(read(scenario))
    assert evaluation.deadlines["review_by"] is None
    assert evaluation.deadlines["payout_by"] is None
    assert evaluation.finding("S-4.2.a").open
