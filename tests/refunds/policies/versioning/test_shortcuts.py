"""What a comparison spares itself: the second version is asked only where it can say something else."""

import pytest

from refunds.calendars import CHINA
from refunds.policies import POLICIES, Edition, evaluate, read
from refunds.policies.examination import Examination
from refunds.policies.fields import NotKnown
from refunds.policies.versioning import Outcome, VersionTerms
from refunds.policies.versioning import comparison as compared
from refunds.policies.versioning.comparison import Comparison
from refunds.policies.versioning.watched import Derivation, UnnotedFacts, watched_terms
from tests.refunds.policies.expectations import scenarios

SERVICE = POLICIES["service"]
CASES = {row["id"]: row for row in scenarios("service", "scenarios.jsonl", "own_scenarios.jsonl")}
LATE, EARLY = "OWN-S001", "OWN-S017"


@pytest.fixture
def asked(monkeypatch):
    """Which clauses were looked at, and by which examination."""
    found, find = [], Examination._find

    def remembered(self, clause_id):
        found.append((type(self).__name__, clause_id))
        return find(self, clause_id)

    monkeypatch.setattr(Examination, "_find", remembered)
    return found


def judged(id, **terms):
    comparison = Comparison(SERVICE.built_in, Edition(SERVICE, "b", VersionTerms.read(terms)), CHINA)
    return comparison.of(read(CASES[id]))


def by_second(asked):
    return [clause for kind, clause in asked if kind == "Second"]


@pytest.mark.parametrize("id", [LATE, EARLY, "SV-001", "SV-061", "SV-118"])
@pytest.mark.parametrize(
    "terms", [{}, {"numbers": {"response_hours": 1, "review_days": 5}}, {"switched_off": ["S-8.4"]}]
)
def test_a_version_that_cannot_say_otherwise_is_not_asked(id, terms, asked):
    before, after = judged(id, **terms)
    assert before == after
    assert by_second(asked) == []


def test_a_number_by_which_the_clause_comes_out_the_same_asks_only_the_clause_again(asked):
    before, after = judged(EARLY, numbers={"purchase_limit_days": 29})
    assert before == after
    assert by_second(asked) == []


def test_a_number_that_tips_the_clause_asks_the_second_version_for_what_went_by_it(asked):
    before, after = judged(LATE, numbers={"purchase_limit_days": 31})
    assert (before.outcome.recommendation, after.outcome.recommendation) == ("reject", "approve")
    second = by_second(asked)
    assert "S-3.3.b" in second
    first = [clause for kind, clause in asked if kind == "First"]
    assert not {"S-4.1.a", "S-3.2.a"} & set(second)
    assert {"S-4.1.a", "S-3.2.a"} <= set(first)


def test_a_clause_that_is_switched_off_is_asked_of_the_second_version_where_the_first_met_it(asked):
    before, after = judged(LATE, switched_off=["S-3.3.b"])
    assert (before.outcome.recommendation, after.outcome.recommendation) == ("reject", "approve")
    assert "S-3.3.b" in by_second(asked)
    assert "S-3.3.b" in before.applied
    assert "S-3.3.b" not in after.applied


def test_a_comparison_knows_what_differs():
    after = Edition(SERVICE, "b", VersionTerms.read({"numbers": {"review_days": 5, "purchase_limit_days": 30}}))
    comparison = Comparison(SERVICE.built_in, after, CHINA)
    assert (comparison.numbers, comparison.silenced) == ({"review_days"}, frozenset())
    off = Edition(SERVICE, "c", VersionTerms(switched_off=("S-3.3.b", "S-8.4")))
    other = Edition(SERVICE, "d", VersionTerms(switched_off=("S-5.4", "S-8.4")))
    assert Comparison(off, other, CHINA).silenced == {"S-3.3.b", "S-5.4"}
    assert (comparison.before.version, comparison.after.version) == (SERVICE.version, "b")


def test_the_versions_that_a_dossier_names_do_not_matter():
    named = {**CASES[LATE], "facts": {**CASES[LATE]["facts"]}}
    named["facts"]["policy_versions"] = [
        {
            "version": "x",
            "status": "in_force",
            "effective_from": "2024-01-01T00:00:00Z",
            "terms": {"purchase_limit_days": 90},
        }
    ]
    assert evaluate(read(named)).recommendation == "approve"
    before, after = Comparison(SERVICE.built_in, SERVICE.built_in, CHINA).of(read(named))
    assert before.outcome == after.outcome == Outcome.of(evaluate(read(CASES[LATE])))


def watched(*names):
    notes = []
    return watched_terms(SERVICE.settings.terms({}, CHINA), frozenset(names), notes), notes


def test_watched_terms_note_what_is_watched_each_time_and_nothing_else():
    terms, notes = watched("review_days")
    assert (terms.purchase_limit_days, terms.calendar) == (30, CHINA)
    assert notes == []
    assert (terms.review_days, terms.review_days) == (2, 2)
    assert notes == ["review_days", "review_days"]
    with pytest.raises(AttributeError, match="no attribute 'price'"):
        _ = terms.price


def test_what_is_derived_by_a_watched_number_is_noted_as_one_derivation():
    terms, notes = watched("review_days")
    dossier = read(CASES[EARLY])
    facts = UnnotedFacts(dossier.facts, dossier.now, notes)
    notes.append("earlier")

    def twice(facts, terms, by):
        return terms.review_days * terms.review_days * by

    def once(facts, by):
        return by

    assert facts.derive("once", once, (3,)) == 3
    assert notes == ["earlier"]
    assert facts.derive("twice", twice, (terms, 5)) == 20
    [_, noted] = notes
    assert isinstance(noted, Derivation)
    assert (noted.function, noted.given, noted.value) == (twice, (terms, 5), 20)
    assert facts._derived["twice"] == (20, [noted])
    assert facts._derived["once"] == (3, [])
    others = SERVICE.settings.terms({"review_days": 3}, CHINA)
    assert facts.derived_anew(noted, terms, others) == 45
    assert facts.now == dossier.now
    assert facts.get("order") == dossier.facts.order


def test_a_derivation_that_lacks_a_fact_by_other_terms_is_that_fact():
    def lacks(facts, terms):
        raise NotKnown("order.number")

    terms, notes = watched("review_days")
    dossier = read(CASES[EARLY])
    found = UnnotedFacts(dossier.facts, dossier.now, notes).derived_anew(Derivation(lacks, (terms,), 1), terms, terms)
    assert isinstance(found, NotKnown)
    assert found.path == "order.number"


def test_a_step_between_clauses_that_went_by_a_changed_number_asks_the_second_version(monkeypatch):
    built = []

    class Second(compared.Second):
        def __init__(self, comparison, first):
            built.append(first.dossier.id)
            super().__init__(comparison, first)

    monkeypatch.setattr(compared, "Second", Second)
    paid = next(id for id, row in CASES.items() if any("rounded" in s.step for s in evaluate(read(row)).calculation))
    judged(paid, numbers={"rounding": "down"})
    assert built == [paid]
