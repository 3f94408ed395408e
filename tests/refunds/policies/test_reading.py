"""The policies as code against docs/reading.md: every clause with who decides it and its words, every pick worked."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from refunds.policies import POLICIES
from refunds.policies.language import LANGUAGES
from tests.refunds.policies.expectations import WORKED, scenarios

READING = (Path(__file__).parents[3] / "docs" / "reading.md").read_text(encoding="utf-8")
CLAUSES = [(policy.id, clause.id) for policy in POLICIES.values() for clause in policy.clauses.values()]

NEVER_A_REASON = "(not used as a reason)"


def table() -> dict[str, tuple[str, str]]:
    """The clauses of the reading in their order, each with who decides it and what the customer can be told."""
    rows = [line.strip("|").split(" | ") for line in READING.splitlines() if re.match(r"\| `(S|302)-", line)]
    return {id.strip(" `"): (decides, told.strip()) for id, _, _, _, decides, _, told in rows}


def named() -> set[str]:
    """The scenarios named in the reading: SV-049 to 051, 054 are four."""
    found: set[str] = set()
    for kind, numbers in re.findall(r"\b(SV|AI)-(\d{3}(?:(?:,|\s+and|\s+to|\s)+\d{3}\b)*)", READING):
        words = re.findall(r"\d{3}|to", numbers)
        found |= {f"{kind}-{word}" for word in words if word != "to"}
        for place in (place for place, word in enumerate(words) if word == "to"):
            found |= {f"{kind}-{n:03}" for n in range(int(words[place - 1]), int(words[place + 1]))}
    return found


def test_the_clauses_are_those_of_the_reading_in_its_order() -> None:
    assert [id for _, id in CLAUSES] == list(table())
    assert [sum(policy == one for policy, _ in CLAUSES) for one in POLICIES] == [68, 20]


@pytest.mark.parametrize(("policy", "clause"), CLAUSES)
def test_who_decides_a_clause_is_who_the_reading_says(policy: str, clause: str) -> None:
    said = set(re.findall(r"\b[DHTV]\b", table()[clause][0]))
    assert set(POLICIES[policy].clauses[clause].decides) == said


@pytest.mark.parametrize(("policy", "clause"), CLAUSES)
def test_a_clause_has_its_text_a_title_and_words_for_the_customer(policy: str, clause: str) -> None:
    found = POLICIES[policy].clauses[clause]
    assert len(found.text) > 5
    for language in LANGUAGES:
        assert len(found.titled(language)) > 1
        assert bool(found.told.get(language)) is (NEVER_A_REASON not in table()[clause][1])
    assert re.search("[一-鿿]", found.titles["zh-hans"]) or found.titled("zh-hans") == found.titled("en") == "PayPal"


@pytest.mark.parametrize("policy", POLICIES)
def test_no_two_clauses_share_a_title(policy: str) -> None:
    for language in LANGUAGES:
        titles = sorted(clause.titled(language) for clause in POLICIES[policy].clauses.values())
        assert [one for one, next_ in pairwise(titles) if one == next_] == []


def test_every_scenario_that_the_reading_names_is_worked() -> None:
    cases = [case for policy in POLICIES for case in scenarios(policy, *WORKED)]
    worked = {id for case in cases for id in (case["id"], *case.get("stands_for", ()))}
    assert named() - worked == set()
    assert len(named()) > 180


def test_a_case_that_stands_for_a_scenario_stands_for_none_that_is_published() -> None:
    cases = [case for policy in POLICIES for case in scenarios(policy, *WORKED)]
    stood_for = {id for case in cases for id in case.get("stands_for", ())}
    assert stood_for & {case["id"] for case in cases} == set()
