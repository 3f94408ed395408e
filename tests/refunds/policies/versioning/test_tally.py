"""What is counted of cases judged by two versions, number by number."""

from refunds.money import Money
from refunds.policies.evaluation import Payout
from refunds.policies.versioning import Outcome
from refunds.policies.versioning.comparison import Judged
from refunds.policies.versioning.tally import MOST_LISTED, MOST_REASONS, Tally


def outcome(recommendation="approve", *amounts, grounds=(), bars=(), missing=()):
    payouts = tuple(Payout(f"CH-{n}", Money.of(*amount.split())) for n, amount in enumerate(amounts, 1))
    return Outcome(recommendation, payouts, grounds, bars, missing)


def judged(*applied, **said):
    return Judged(outcome(**said), applied)


PAID = Judged(outcome("approve", "60.00 USD", "40.00 USD", "7 JPY"), ("S-2", "S-4"))
LESS = Judged(outcome("approve_partial", "30.00 USD"), ("S-2", "S-3"))
REFUSED = Judged(outcome("reject", bars=("S-3",)), ("S-3",))


def a_tally():
    tally = Tally()
    tally.add("A", PAID, LESS)
    tally.add("B", PAID, LESS)
    tally.add("C", PAID, PAID)
    tally.add("D", LESS, REFUSED)
    tally.leave_out("E", "no time")
    tally.leave_out("F", "stumbled", broken=True)
    tally.leave_out("G", "stumbled", broken=True)
    tally.own += 1
    return tally


def test_an_empty_tally_says_nothing():
    assert Tally().as_document(["S-2"]) == {
        "cases": 0,
        "changed": 0,
        "own_version": 0,
        "recommendations": [],
        "money": [],
        "clauses": [],
        "changed_cases": [],
        "not_evaluated": {"cases": 0, "broken": 0, "reasons": [], "listed": []},
    }


def test_a_tally_says_every_number():
    found = a_tally().as_document(["S-4", "S-3", "S-2", "S-9"])
    assert (found["cases"], found["changed"], found["own_version"]) == (4, 3, 1)
    assert found["recommendations"] == [
        {"before": "approve", "after": "approve_partial", "cases": 2},
        {"before": "approve", "after": "approve", "cases": 1},
        {"before": "approve_partial", "after": "reject", "cases": 1},
    ]
    assert found["money"] == [
        {"currency": "JPY", "before": "21", "after": "7"},
        {"currency": "USD", "before": "330.00", "after": "160.00"},
    ]
    assert found["clauses"] == [
        {"clause": "S-4", "before": 3, "after": 1},
        {"clause": "S-3", "before": 1, "after": 3},
        {"clause": "S-2", "before": 4, "after": 3},
    ]
    assert [case["case"] for case in found["changed_cases"]] == ["A", "B", "D"]
    assert found["changed_cases"][2] == {
        "case": "D",
        "before": {
            "recommendation": "approve_partial",
            "amounts": {"USD": "30.00"},
            "grounds": [],
            "bars": [],
            "missing": [],
        },
        "after": {"recommendation": "reject", "amounts": {}, "grounds": [], "bars": ["S-3"], "missing": []},
    }
    assert found["not_evaluated"] == {
        "cases": 3,
        "broken": 2,
        "reasons": [{"why": "stumbled", "cases": 2}, {"why": "no time", "cases": 1}],
        "listed": [
            {"case": "E", "why": "no time"},
            {"case": "F", "why": "stumbled"},
            {"case": "G", "why": "stumbled"},
        ],
    }
    assert len(a_tally()) == 8


def test_a_tally_added_twice_counts_twice():
    twice = a_tally()
    twice += a_tally()
    one, two = (tally.as_document(["S-2", "S-3"]) for tally in (a_tally(), twice))
    assert (two["cases"], two["changed"], two["own_version"]) == (8, 6, 2)
    assert [move["cases"] for move in two["recommendations"]] == [4, 2, 2]
    assert [(row["before"], row["after"]) for row in two["money"]] == [("42", "14"), ("660.00", "320.00")]
    assert [(row["before"], row["after"]) for row in two["clauses"]] == [(8, 6), (2, 6)]
    assert two["changed_cases"] == one["changed_cases"] * 2
    assert (two["not_evaluated"]["cases"], two["not_evaluated"]["broken"]) == (6, 4)
    assert two["not_evaluated"]["reasons"] == [{"why": "stumbled", "cases": 4}, {"why": "no time", "cases": 2}]
    assert two["not_evaluated"]["listed"] == one["not_evaluated"]["listed"] * 2


def test_no_more_is_listed_than_can_be_looked_at():
    tally, more = Tally(), Tally()
    for number in range(MOST_LISTED + 1):
        tally.add(f"A{number}", PAID, LESS)
        tally.leave_out(f"E{number}", "no time")
    assert [len(tally.listed), len(tally.unjudged)] == [MOST_LISTED, MOST_LISTED]
    for number in range(2):
        more.add(f"B{number}", PAID, LESS)
        more.leave_out(f"F{number}", "no time")
    tally += more
    assert [len(tally.listed), len(tally.unjudged)] == [MOST_LISTED, MOST_LISTED]
    more += tally
    assert [len(more.listed), len(more.unjudged)] == [MOST_LISTED, MOST_LISTED]
    assert [more.listed[2][0], more.unjudged[2][0]] == ["A0", "E0"]


def test_reasons_beyond_the_first_hundred_are_counted_together():
    tally, more = Tally(), Tally()
    for number in range(MOST_REASONS):
        tally.leave_out("E", f"reason {number}")
    tally.leave_out("E", "one more")
    tally.leave_out("E", "reason 0")
    assert tally.reasons["other reasons"] == 1
    assert tally.reasons["reason 0"] == 2
    assert len(tally.reasons) == MOST_REASONS + 1
    for why in ("reason 1", "another", "yet another"):
        more.leave_out("E", why)
    tally += more
    assert tally.reasons["other reasons"] == 3
    assert tally.reasons["reason 1"] == 2
    assert len(tally.reasons) == MOST_REASONS + 1
    first = Tally()
    for number in range(MOST_REASONS - 1):
        first.leave_out("E", f"reason {number}")
    first += more
    assert (first.reasons["another"], first.reasons["other reasons"]) == (1, 1)


def test_an_outcome_is_told_in_one_line():
    assert str(outcome("needs_information", missing=("evidence", "reason"))) == "needs information (evidence, reason)"
    assert str(outcome("reject")) == "reject"
    whole = outcome("approve_partial", "60.00 USD", "40.00 USD", "7 JPY", grounds=("S-2.1.a",), bars=("S-3.4.b",))
    assert str(whole) == "approve partial 100.00 USD, 7 JPY (S-2.1.a, S-3.4.b)"
    assert whole.amounts == {"USD": 10_000, "JPY": 7}
    assert whole.as_document() == {
        "recommendation": "approve_partial",
        "amounts": {"USD": "100.00", "JPY": "7"},
        "grounds": ["S-2.1.a"],
        "bars": ["S-3.4.b"],
        "missing": [],
    }
