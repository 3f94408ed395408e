"""The 302.AI policy on worked cases: the published ones, and our own on either side of what decides."""

import copy

import pytest

from refunds.policies import POLICIES, evaluate, read
from tests.refunds.policies.expectations import differences, name, scenarios

POLICY = POLICIES["302ai"]
PUBLISHED = scenarios("302ai", "scenarios.jsonl")
OWN = scenarios("302ai", "own_scenarios_302.jsonl", "own_scenarios_named.jsonl", "own_scenarios_boundaries.jsonl")
ALL = [*PUBLISHED, *OWN]


@pytest.mark.parametrize("scenario", PUBLISHED, ids=name)
def test_published_case(scenario):
    assert differences(scenario, evaluate(read(scenario)).as_document()) == []


@pytest.mark.parametrize("scenario", OWN, ids=name)
def test_own_case(scenario):
    assert differences(scenario, evaluate(read(scenario)).as_document()) == []


def test_every_case_is_there_and_has_a_title_of_its_own():
    assert len(PUBLISHED) == 55
    assert len({scenario["title"] for scenario in OWN}) == len(OWN) > 190


def test_the_policy_has_all_its_clauses_in_the_order_of_the_text():
    assert list(POLICY.clauses) == [
        *("302-0.1", "302-0.2", "302-I.1", "302-I.2", "302-I.3"),
        *("302-II", "302-II.1", "302-II.2", "302-II.3"),
        *("302-III.1", "302-III.2", "302-III.3", "302-III.4"),
        *("302-IV.1", "302-IV.2", "302-IV.3", "302-IV.4", "302-V.1", "302-V.2", "302-V.3"),
    ]


def test_who_decides_a_clause_is_on_record():
    deciders = {id: "/".join(clause.decides) for id, clause in POLICY.clauses.items()}
    assert deciders["302-II"] == deciders["302-II.3"] == deciders["302-IV.2"] == "T"
    assert deciders["302-II.1"] == deciders["302-II.2"] == "D/T"
    assert deciders["302-I.3"] == deciders["302-III.4"] == deciders["302-V.3"] == "D/V"
    assert deciders["302-V.2"] == "H/V"


def test_every_clause_has_its_words_for_the_customer_in_both_languages():
    assert POLICY.unwritten() == []
    for clause in POLICY.clauses.values():
        assert set(clause.told) == (set() if clause.id == "302-0.2" else {"en", "zh-hans"})


@pytest.mark.parametrize("scenario", ALL, ids=name)
def test_every_finding_says_why_and_what_the_customer_is_told_can_be_filled_in(scenario):
    for finding in evaluate(read(scenario)).findings:
        assert len(finding.reason) > 10, finding
        for language in ("en", "zh-hans"):
            told = finding.told(language)
            assert told is None or "{" not in told


@pytest.mark.parametrize("scenario", ALL, ids=name)
def test_what_is_cited_was_found(scenario):
    evaluation = evaluate(read(scenario))
    outcomes = {finding.clause.id: finding.outcome for finding in evaluation.findings}
    assert all(outcomes[clause] != "does not apply" for clause in (*evaluation.grounds, *evaluation.bars))


@pytest.mark.parametrize("scenario", ALL, ids=name)
def test_the_calculation_ends_at_the_amount_and_the_payouts_add_up_to_it(scenario):
    evaluation = evaluate(read(scenario))
    if evaluation.amount is None:
        return
    assert evaluation.calculation[-1].total == evaluation.amount.major
    assert sum(payout.amount.minor for payout in evaluation.payouts) == evaluation.amount.minor


def test_final_interpretation_is_never_a_reason():
    assert not any("302-V.3" in (*found.grounds, *found.bars) for found in map(evaluate, map(read, ALL)))


def case(title):
    return copy.deepcopy(next(scenario for scenario in ALL if scenario["title"] == title))


def evaluated(title, **claim):
    """A case by its title, with values of its claim changed."""
    scenario = case(title)
    scenario["facts"]["claim"].update(claim)
    return evaluate(read(scenario))


def test_a_last_day_beyond_the_published_calendar_is_said_to_be_unknown():
    in_time = evaluated("Event on 29 December 2026, applied within seven calendar days")
    assert dict(in_time.deadlines) == {"application_by": None, "audit_by": None, "payout_by": None}
    assert "7 calendar days are in time by any" in in_time.finding("302-III.2").reason
    asked = evaluated("Calendar ends and evidence is lacking")
    assert asked.deadlines["reapply_by"] is None


def test_a_claim_outside_the_official_channels_starts_no_clock():
    evaluation = evaluated("Only on a social network, window over")
    assert "audit_by" not in evaluation.deadlines
    assert evaluation.finding("302-IV.1").applies


def test_a_claim_about_the_top_up_has_no_window():
    assert set(evaluated("Topped up twice by a double click, both credited").deadlines) == {"audit_by"}


def test_a_rejection_says_until_when_one_can_apply_again():
    evaluation = evaluated("The customer cancelled the call himself")
    assert evaluation.finding("302-IV.4").told() == (
        "You may apply again with additional materials within 7 working days of the original consumption,"
        " until 2025-03-19 23:59:59 (UTC+8)."
    )


@pytest.mark.parametrize(
    "title",
    [
        "No evidence, last day over",
        "Late, and the audit not begun",
        "Confirmed fraudulent billing",
        "Falsified and late",
        "All PTC came from a gift",
    ],
)
def test_a_rejection_that_nothing_can_cure_names_no_day(title):
    evaluation = evaluated(title)
    assert "reapply_by" not in evaluation.deadlines
    assert evaluation.finding("302-IV.4").told() is None


def test_with_several_windows_open_everything_can_be_brought_until_the_first_closes():
    scenario = case("Two calls, one too long ago, evidence lacking")
    scenario["facts"]["usage"][0]["deducted_at"] = "2025-03-07T10:00:00+08:00"
    assert evaluate(read(scenario)).as_document()["deadlines"]["reapply_by"] == "2025-03-18T23:59:59+08:00"


def test_an_audit_that_is_overdue_is_shown_and_decides_nothing():
    evaluation = evaluated("Audit pending for two weeks")
    assert evaluation.recommendation == "needs_technical_audit"
    assert "not finished and overdue" in evaluation.finding("302-IV.2").reason


def test_an_audit_is_not_overdue_before_its_last_day_has_ended():
    scenario = case("Audit pending for two weeks")
    scenario["now"] = "2025-03-17T23:59:59+08:00"
    assert "overdue" not in evaluate(read(scenario)).finding("302-IV.2").reason


def test_that_more_is_due_than_was_asked_is_told_to_staff():
    assert evaluated("Less asked than due").finding("302-IV.3").reason == "granted 3.00 USD of 5.00 USD due"


def test_the_calculation_names_the_lots_and_what_was_paid_for_them():
    steps = [step.step for step in evaluated("2.00 already refunded for the same call").calculation]
    assert steps == [
        "US-1: 500 of the 10000 PTC of LOT-1, for which 100.00 USD was paid",
        "refunded on TP-1 for the same deduction: - 2.00 USD",
    ]


def test_a_reduction_says_what_was_asked_and_what_is_left():
    assert evaluated("More asked than due").finding("302-V.1").reason == (
        "requested 5.01 USD, consumed abnormally and not given back yet 5.00 USD"
    )
    assert evaluated("The platform re-credited all 500 PTC at once").finding("302-V.1").reason == (
        "requested 5.00 USD, consumed abnormally and not given back yet nothing"
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The log blames the user, the audit the platform", "confirmed abnormal consumption in US-1"),
        (
            "The log blames the platform, the audit finds nothing",
            "found no technical issue of the platform behind US-1",
        ),
        ("Logs insufficient: the audit is inconclusive", "is inconclusive"),
        ("Audit pending for two weeks", "the technical audit is not finished"),
        ("A clear duplicate in the ledger, audit not begun", "no technical audit of this application has begun"),
        ("The audit says it confirmed something, but names no deduction", "but names no deduction"),
        ("The record claimed is not in the ledger, audit confirmed it", "in US-7, of which there is no record"),
        ("Two calls claimed, the audit confirms one", "but nothing abnormal in US-2"),
    ],
)
def test_the_gate_says_what_the_audit_found(title, words):
    assert words in evaluated(title).finding("302-II").reason


def test_what_is_not_paid_is_in_the_currency_of_the_claim():
    assert evaluated("Asked in EUR for a loss in USD").currency == "EUR"
    assert evaluated("Paid twice, credited once", currency=None, requested_amount=None).currency == "USD"


def test_the_process_names_the_duties_engaged():
    assert evaluated("Less asked than due").process == ("302-IV.2", "302-IV.3")
    assert evaluated("Audit pending for two weeks").process == ("302-IV.2",)
    assert evaluated("Confirmed fraudulent billing").process == ("302-IV.4",)
    assert evaluated("Topped up twice by a double click, both credited").process == ()
    assert evaluated("Everything is lacking at once").process == ("302-III.1", "302-III.3", "302-IV.1")


def test_a_legal_hold_says_what_was_filed():
    reason = evaluated("A court case on this deduction").finding("302-0.1").reason
    assert reason == "court filed 2025-03-12 09:00 (UTC+8) (2025-771)"


def test_a_sanction_is_left_to_a_supervisor():
    evaluation = evaluated("Serial malicious applications established")
    assert evaluation.recommendation == "reject"
    assert "what becomes of the account is for a supervisor" in evaluation.finding("302-V.2").reason


def test_who_is_suspected_is_not_accused():
    evaluation = evaluated("Screenshot suspected to be edited")
    assert evaluation.finding("302-V.2").told() is None


def test_the_words_about_a_late_application_quote_its_dates():
    assert evaluated("Late, and the audit not begun").finding("302-III.2").told() == (
        "The consumption was on 2025-03-10 14:05 (UTC+8); the last day to apply was 2025-03-19;"
        " your application arrived on 2025-03-20 00:00 (UTC+8)."
    )


def test_the_version_that_governs_is_named():
    evaluation = evaluated("A 3-day version posted before the consumption")
    assert evaluation.policy_version == "2025-03"
    assert evaluation.finding("302-V.3").reason.startswith("version 2025-03 governs what happened 2025-03-10")


def test_the_facts_a_finding_went_by_are_noted():
    facts = evaluated("The call crashed and gave nothing; the audit confirms it").finding("302-III.2").facts
    assert {"claim.submitted_at", "claim.usage_ids", "usage"} <= set(facts)
