"""Cases judged by a version of the policy: its numbers, its words, its switches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.calendars import CHINA
from refunds.policies import POLICIES, Edition, evaluate, read
from refunds.policies.versioning import VersionTerms
from tests.refunds.policies.expectations import name, scenarios

FILES = ("scenarios.jsonl", "own_scenarios.jsonl")
SCENARIOS = {policy: scenarios(policy, *FILES) for policy in POLICIES}
ALL = [scenario for rows in SCENARIOS.values() for scenario in rows]
PLAIN = [scenario for scenario in ALL if not scenario["facts"].get("policy_versions")]
SERVICE = POLICIES["service"]


def scenario(policy, title):
    return next(row for row in SCENARIOS[policy] if row["title"].startswith(title))


LATE = scenario("service", "Requested one second after 30 times 24 hours")


def under(document, version="2025-05", **terms):
    edition = Edition(POLICIES[document["policy"]], version, VersionTerms.read(terms))
    return evaluate(read(document), under=edition)


@pytest.mark.parametrize("document", PLAIN, ids=name)
def test_a_version_that_changes_nothing_changes_no_case(document):
    dossier = read(document)
    asked, found = evaluate(dossier), under(document, "unchanged")
    assert found.policy_version == "unchanged"
    for said in ("recommendation", "amount", "payouts", "grounds", "bars", "missing", "deadlines", "calculation"):
        assert getattr(found, said) == getattr(asked, said), said


@pytest.mark.parametrize("document", ALL, ids=name)
def test_the_rule_of_the_policy_goes_on_where_versions_are_issued_that_no_case_names(document):
    issued = {"never": Edition(SERVICE, "never", VersionTerms(numbers={"purchase_limit_days": 1}))}
    assert evaluate(read(document), CHINA, issued).as_document() == evaluate(read(document)).as_document()


def test_a_number_of_the_version_decides():
    assert evaluate(read(LATE)).recommendation == "reject"
    assert under(LATE, numbers={"purchase_limit_days": 31}).recommendation == "approve"


def test_a_version_chosen_by_somebody_judges_whatever_versions_the_dossier_names():
    named = {**LATE, "facts": {**LATE["facts"], "policy_versions": [_in_force(purchase_limit_days=7)]}}
    assert evaluate(read(named)).policy_version == "2025-01-b"
    found = under(named, "2025-05", numbers={"purchase_limit_days": 31})
    assert (found.policy_version, found.recommendation) == ("2025-05", "approve")
    assert found.finding("S-1.5").reason == "version 2025-05 was chosen to judge by"
    assert "S-1.5" not in found.process


def test_the_words_and_switches_of_an_issued_version_hold_where_it_governs():
    named = {**LATE, "facts": {**LATE["facts"], "policy_versions": [_in_force()]}}
    words = {"en": "Bought more than {limit} days ago.", "zh-hans": "购买已超过 {limit} 天。"}
    worded = Edition(SERVICE, "2025-01-b", VersionTerms.read({"wording": {"S-3.3.b": words}}))
    found = evaluate(read(named), CHINA, {"2025-01-b": worded}).finding("S-3.3.b")
    assert found.told() == "Bought more than 30 days ago."
    assert found.told("zh-hans") == "购买已超过 30 天。"
    off = Edition(SERVICE, "2025-01-b", VersionTerms(switched_off=("S-3.3.b",)))
    assert evaluate(read(named), CHINA, {"2025-01-b": off}).recommendation == "approve"


def test_a_clause_that_is_switched_off_says_so_and_has_no_date():
    found = under(LATE, switched_off=["S-3.3.b"])
    assert found.recommendation == "approve"
    assert found.finding("S-3.3.b").reason == "switched off in version 2025-05"
    assert "refund_window_end" not in found.deadlines


@pytest.mark.parametrize("clause", ["S-3.4.a", "S-3.4.b"])
def test_what_a_switched_off_bar_cut_off_is_paid(clause):
    cut = [row for row in SCENARIOS["service"] if clause in evaluate(read(row)).bars]
    paid = [row for row in cut if evaluate(read(row)).amount is not None]
    assert paid
    for document in paid:
        found = under(document, switched_off=[clause])
        assert clause not in found.bars
        assert found.amount > evaluate(read(document)).amount


@pytest.mark.parametrize("policy", POLICIES)
@given(st.data())
def test_no_clause_that_is_switched_off_ever_speaks(policy, data):
    switches = sorted(POLICIES[policy].latitude.switches)
    off = data.draw(st.sets(st.sampled_from(switches), min_size=1))
    document = data.draw(st.sampled_from(SCENARIOS[policy]))
    found = under(document, switched_off=sorted(off))
    assert off.isdisjoint({*found.grounds, *found.bars, *found.process})
    assert off.isdisjoint(finding.clause.id for finding in found.findings if not finding.excluded)
    assert found.amount is None or found.amount <= sum_captured(read(document), found.amount.currency)


def test_a_version_does_not_change_and_says_whose_it_is():
    edition = Edition(SERVICE, "2025-05", VersionTerms.read({"switched_off": ["S-3.3.b"]}))
    with pytest.raises(AttributeError, match=r"^a version does not change; a new one is drafted$"):
        edition.name = "2025-06"
    assert repr(edition) == "<service 2025-05>"
    assert edition.silent == {"S-3.3.b": "switched off in version 2025-05"}
    assert edition.silent_when_chosen == {**edition.silent, "S-1.5": "version 2025-05 was chosen to judge by"}
    assert Edition(SERVICE, "2025-05").clauses == SERVICE.clauses


def test_a_version_rewords_the_clauses_it_names_in_the_languages_it_names():
    edition = Edition(SERVICE, "2025-05", VersionTerms.read({"wording": {"S-5.4": {"en": "We trace it."}}}))
    told, before = edition.clauses["S-5.4"].told, SERVICE.clauses["S-5.4"].told
    assert told == {**before, "en": "We trace it."}
    assert {id: clause for id, clause in edition.clauses.items() if id != "S-5.4"} == {
        id: clause for id, clause in SERVICE.clauses.items() if id != "S-5.4"
    }
    assert list(edition.clauses) == list(SERVICE.clauses)


def sum_captured(dossier, currency):
    from refunds.money import total

    captured = [c.amount for c in dossier.facts.charges if c.captured_at and c.currency == currency]
    return total(captured, currency)


def _in_force(**terms):
    return {
        "version": "2025-01-b",
        "status": "in_force",
        "posted_at": "2025-01-02T00:00:00+08:00",
        "effective_from": "2025-01-02T00:00:00+08:00",
        "terms": terms,
    }
