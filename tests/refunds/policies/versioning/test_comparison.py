"""What two versions make of a case is what its whole evaluations by either say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.calendars import CHINA
from refunds.policies import POLICIES, Edition, evaluate, read
from refunds.policies.versioning import Outcome, VersionTerms
from refunds.policies.versioning.comparison import Comparison
from refunds.policies.versioning.tally import MOST_LISTED, Tally
from tests.refunds.policies.expectations import name, scenarios

SCENARIOS = {policy: scenarios(policy, "scenarios.jsonl", "own_scenarios.jsonl") for policy in POLICIES}
ALL = [scenario for rows in SCENARIOS.values() for scenario in rows]


def a_value(setting):
    """Any value that a setting allows."""
    if setting.choices:
        return st.sampled_from(setting.choices)
    return st.booleans() if isinstance(setting.default, bool) else st.integers(setting.least, min(setting.most, 60))


def some_terms(policy):
    """Terms that may go anywhere the policy lets them."""
    numbers = st.fixed_dictionaries({}, optional={one.name: a_value(one) for one in policy.settings.values()})
    switched_off = st.lists(st.sampled_from(sorted(policy.latitude.switches)), unique=True, max_size=4)
    return st.builds(lambda n, off: VersionTerms(numbers=n, switched_off=tuple(sorted(off))), numbers, switched_off)


@pytest.mark.parametrize("id", POLICIES)
@given(st.data())
def test_both_outcomes_are_those_of_whole_evaluations(id, data):
    policy = POLICIES[id]
    editions = [Edition(policy, version, data.draw(some_terms(policy))) for version in ("before", "after")]
    dossier = read(data.draw(st.sampled_from(SCENARIOS[id])))
    judged = Comparison(*editions, CHINA).of(dossier)
    for found, edition in zip(judged, editions, strict=True):
        whole = evaluate(dossier, under=edition)
        assert found.outcome == Outcome.of(whole)
        assert set(found.applied) <= {finding.clause.id for finding in whole.findings if finding.applies}
        assert {*found.outcome.grounds, *found.outcome.bars} <= {finding.clause.id for finding in whole.findings}


@pytest.mark.parametrize("document", ALL, ids=name)
def test_a_version_that_changes_nothing_changes_no_case(document):
    policy = POLICIES[document["policy"]]
    before, after = Comparison(policy.built_in, Edition(policy, "unchanged"), CHINA).of(read(document))
    assert before == after


@pytest.mark.parametrize(
    ("policy", "numbers"),
    [("service", {"purchase_limit_days": 14}), ("302ai", {"application_window_working_days": 3})],
)
def test_one_number_less_is_felt_by_exactly_the_cases_it_changes(policy, numbers):
    after = Edition(POLICIES[policy], "shorter", VersionTerms(numbers=numbers))
    comparison, felt = Comparison(POLICIES[policy].built_in, after, CHINA), 0
    for document in SCENARIOS[policy]:
        dossier = read(document)
        was, will_be = (judged.outcome for judged in comparison.of(dossier))
        assert will_be == Outcome.of(evaluate(dossier, under=after))
        felt += was != will_be
    assert 0 < felt < len(SCENARIOS[policy])


def a_tally(documents, numbers):
    policy, tally = POLICIES["service"], Tally()
    comparison = Comparison(policy.built_in, Edition(policy, "b", VersionTerms(numbers=numbers)), CHINA)
    for document in documents:
        tally.add(document["id"], *comparison.of(read(document)))
    return tally


def test_a_tally_counts_what_changes_from_what_to_what():
    rows = {row["id"]: row for row in SCENARIOS["service"]}
    late, early = rows["OWN-S001"], rows["OWN-S017"]
    found = a_tally([late, early], {"purchase_limit_days": 31}).as_document(POLICIES["service"].clauses)
    assert (found["cases"], found["changed"]) == (2, 1)
    assert found["recommendations"] == [
        {"before": "approve", "after": "approve", "cases": 1},
        {"before": "reject", "after": "approve", "cases": 1},
    ]
    assert found["money"] == [{"currency": "USD", "before": "100.00", "after": "200.00"}]
    assert {"clause": "S-3.3.b", "before": 1, "after": 0} in found["clauses"]
    [changed] = found["changed_cases"]
    assert changed["case"] == late["id"]
    assert (changed["before"]["recommendation"], changed["after"]["amounts"]) == ("reject", {"USD": "100.00"})


def test_tallies_add_up_to_the_tally_of_all():
    rows, numbers = SCENARIOS["service"], {"purchase_limit_days": 10, "interruption_hours": 30}
    whole, parts = a_tally(rows, numbers), Tally()
    for start in range(0, len(rows), 50):
        parts += a_tally(rows[start : start + 50], numbers)
    clauses = POLICIES["service"].clauses
    assert parts.as_document(clauses) == whole.as_document(clauses)
    assert len(parts) == len(rows)


def test_a_tally_counts_what_it_does_not_list():
    late, tally = SCENARIOS["service"][0], Tally()
    for number in range(MOST_LISTED + 5):
        tally.leave_out(f"{late['id']} {number}", "the facts can't be read", broken=number < 2)
    found = tally.as_document(())["not_evaluated"]
    assert (found["cases"], found["broken"], len(found["listed"])) == (MOST_LISTED + 5, 2, MOST_LISTED)
    assert found["reasons"] == [{"why": "the facts can't be read", "cases": MOST_LISTED + 5}]
