"""What the policies declare is what was agreed on: tests/data/agreed_*.csv, which people read and change on purpose."""

import csv
import importlib
import pkgutil
import re
from itertools import groupby
from pathlib import Path

import pytest

from refunds import policies
from refunds.policies import POLICIES, ai302, service
from refunds.policies.evaluation import MISSING, RECOMMENDATIONS
from refunds.policies.wording import PHRASES
from tests.refunds.policies.expectations import DATA

READING, DOSSIER = (
    (Path(__file__).parents[3] / "docs" / file).read_text(encoding="utf-8") for file in ("reading.md", "dossier.md")
)
PACKAGES = [
    "refunds.policies",
    *(f"refunds.policies.{m.name}" for m in pkgutil.iter_modules(policies.__path__) if m.ispkg),
]


def agreed(file, policy):
    """The rows of a table about a policy, without the name of it."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return [list(row.values())[1:] for row in csv.DictReader(lines) if row["policy"] == policy]


def as_read(value):
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_numbers_of_a_policy_are_those_agreed_on(policy):
    declared = []
    for one in POLICIES[policy].settings.values():
        ends = [str(one.least), str(one.most)] if type(one.default) is int else ["", ""]
        row = [one.name, one.clause, one.title, one.unit, as_read(one.default), *ends, " ".join(one.choices)]
        declared.append(row)
    assert declared == agreed("agreed_settings.csv", policy)


@pytest.mark.parametrize("policy", POLICIES)
def test_each_clause_does_what_was_agreed_on(policy):
    declared = [
        [one.id, str(one.kind), "/".join(one.decides), one.title, " ".join(one.bars)]
        for one in POLICIES[policy].clauses.values()
    ]
    assert declared == agreed("agreed_clauses.csv", policy)


def test_a_policy_is_called_as_its_text_is():
    called = re.findall(r'^- \*\*\w+\*\*: "(.+?)",.*?policy id `(\w+)`', READING, re.MULTILINE | re.DOTALL)
    assert {policy.id: policy.title for policy in POLICIES.values()} == {id: title for title, id in called}
    assert {policy.id: policy.version for policy in POLICIES.values()} == {"service": "2025-01", "302ai": "undated"}


def test_what_is_recommended_and_asked_for_is_called_as_the_documents_say():
    missing = READING.partition("as a vocabulary:")[2].partition(".\n")[0]
    recommended = DOSSIER.partition("- `recommendation`:")[2].partition(".\n")[0]
    assert list(MISSING) == re.findall(r"`(\w+)`", missing)
    assert list(RECOMMENDATIONS) == re.findall(r"\w+", recommended)


@pytest.mark.parametrize("policy", POLICIES)
def test_why_a_clause_may_not_be_switched_off_can_be_read_in_chinese(policy):
    reasons = {reason.pattern for reason in POLICIES[policy].latitude.needed.values()}
    assert reasons - PHRASES["zh-hans"].keys() == set()


@pytest.mark.parametrize(("policy", "chapters"), [("service", service.SECTIONS), ("302ai", ai302.CHAPTERS)])
def test_the_rooms_of_a_policy_stand_in_the_order_of_its_text(policy, chapters):
    looked_at = [clause.function.__module__ for clause in POLICIES[policy].clauses.values() if clause.function]
    rooms = [room for room, _ in groupby(looked_at)]
    assert rooms == [chapter.__name__ for chapter in chapters if chapter.__name__ in rooms]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_offers_only_what_it_has(package):
    module = importlib.import_module(package)
    assert [name for name in getattr(module, "__all__", ()) if not hasattr(module, name)] == []
