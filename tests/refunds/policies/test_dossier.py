"""A dossier is read strictly: every document that is none is refused with the path and one sentence, nothing else."""

import copy
import json
import random
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refunds import policies
from refunds.calendars import UTC8
from refunds.money import Money
from refunds.policies import DossierError, evaluate, read, read_line
from refunds.policies.fields import NotKnown, Record
from tests.refunds.policies.expectations import name, scenarios

CODE = Path(policies.__file__).parent
KEYS_OF_OTHER_THINGS = ("en", "facts", "items", "now", "policy")
TEN_IN_CHINA = datetime(2025, 3, 3, 10, tzinfo=UTC8)

WHOLE = next(one for one in scenarios("service", "scenarios.jsonl") if one["id"] == "SV-001")
ALL = [*scenarios("service", "scenarios.jsonl", "own_scenarios.jsonl"), *scenarios("302ai", "scenarios.jsonl")]


def changed(path, value):
    """The whole dossier with one value replaced."""
    document = copy.deepcopy(WHOLE)
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return document


def refusal(document):
    with pytest.raises(DossierError) as caught:
        read(document)
    return caught.value


@pytest.mark.parametrize(
    ("path", "value", "where", "what"),
    [
        ("facts.claim.verdict", "approve", "facts.claim.verdict", "is an unknown field"),
        ("facts.state", "paid", "facts.state", "is an unknown field"),
        ("facts.claim.\n", "paid", "facts.claim", r"has an unknown field '\n'"),
        ("facts.charges.0.amount", 100, "facts.charges[0].amount", "must be a decimal string"),
        ("facts.charges.0.amount", 1.5, "facts.charges[0].amount", "must be a decimal string"),
        ("facts.charges.0.amount", "1.001", "facts.charges[0].amount", "has 3 decimals, USD has 2"),
        ("facts.charges.0.amount", "-1.00", "facts.charges[0].amount", "must not be negative"),
        ("facts.charges.0.amount", "1_000", "facts.charges[0].amount", "not a plain decimal"),
        ("facts.charges.0.amount", "１００", "facts.charges[0].amount", "not a plain decimal"),
        ("facts.charges.0.amount", "1e3", "facts.charges[0].amount", "not a plain decimal"),
        ("facts.charges.0.currency", "usd", "facts.charges[0].currency", "ISO 4217"),
        ("facts.charges.0.currency", "XXX", "facts.charges[0].currency", "ISO 4217"),
        ("facts.charges.0.currency", None, "facts.charges[0].amount", "without its currency"),
        ("facts.charges.0.captured_at", "2025-03-03T10:00:00", "facts.charges[0].captured_at", "with an offset"),
        ("facts.charges.0.captured_at", "2025-02-30T10:00:00Z", "facts.charges[0].captured_at", "no instant"),
        ("facts.charges.0.captured_at", "2025-03-03T23:59:60Z", "facts.charges[0].captured_at", "no instant"),
        ("facts.charges.0.captured_at", "2025-03-03T24:00:00Z", "facts.charges[0].captured_at", "no instant"),
        ("facts.charges.0.captured_at", "20250303T100000Z", "facts.charges[0].captured_at", "with an offset"),
        ("facts.charges.0.captured_at", "2025-W10-1T10:00:00Z", "facts.charges[0].captured_at", "with an offset"),
        ("facts.charges.0.captured_at", "0001-01-01T00:00:00Z", "facts.charges[0].captured_at", "2000 and 2199"),
        ("facts.charges.0.captured_at", 1741000000, "facts.charges[0].captured_at", "with an offset"),
        ("facts.charges.0.method", "cheque", "facts.charges[0].method", "must be one of visa"),
        ("facts.charges.0.method", ["visa"], "facts.charges[0].method", "must be one of visa"),
        ("facts.charges.0.authorized", "true", "facts.charges[0].authorized", "true or false"),
        ("facts.charges.0.authorized", 1, "facts.charges[0].authorized", "true or false"),
        ("facts.charges.0.period", "2025-03-03", "facts.charges[0].period", "two days"),
        ("facts.charges.0.period", "2025-04-03/2025-03-03", "facts.charges[0].period", "begin before it ends"),
        ("facts.charges.0.period", "2025-02-30/2025-03-03", "facts.charges[0].period", "not in the calendar"),
        ("facts.charges.0", "CH-1", "facts.charges[0]", "must be an object"),
        ("facts.charges", {}, "facts.charges", "must be a list"),
        ("facts.charges", [{}] * 10_001, "facts.charges", "the most is 10000"),
        ("facts.quota.granted", "-5", "facts.quota.granted", "decimal string"),
        ("facts.quota.granted", 1000, "facts.quota.granted", "decimal string"),
        ("facts.quota.granted", "NaN", "facts.quota.granted", "decimal string"),
        ("facts.customer.region", "XX", "facts.customer.region", "ISO 3166"),
        ("facts.customer.status", "happy", "facts.customer.status", "must be one of active"),
        ("facts.customer.id", "a\x00b", "facts.customer.id", "control character"),
        ("facts.customer.id", "\ud800", "facts.customer.id", "half a character"),
        ("facts.customer.id", "x" * 201, "facts.customer.id", "the most is 200"),
        ("facts.claim.description", "x" * 20_001, "facts.claim.description", "the most is 20000"),
        ("facts.claim.ground", "no_result", "facts.claim.ground", "in policy service"),
        ("facts.claim.evidence", [7], "facts.claim.evidence[0]", "must be an object"),
        ("facts.claim.evidence", [{"kind": "x", "size": 1}], "facts.claim.evidence[0].size", "unknown field"),
        ("facts.claim.requested_by_currency", {"usd": "1"}, "facts.claim.requested_by_currency", "ISO 4217"),
        ("facts.chargeback", {"charge": 0}, "facts.chargeback.charge", "from 1"),
        ("facts.chargeback", {"charge": True}, "facts.chargeback.charge", "whole number"),
        ("facts.policy_versions", [{"terms": {"limit": 7}}], "facts.policy_versions[0].terms", "not a setting"),
        (
            "facts.policy_versions",
            [{"terms": {"purchase_limit_days": 0}}],
            "facts.policy_versions[0].terms.purchase_limit_days",
            "whole number of days from 1",
        ),
        ("facts", None, "facts", "must be an object"),
        ("now", "2025-03-10", "now", "with an offset"),
        ("now", None, "now", "with an offset"),
        ("policy", "other", "policy", "must be one of"),
        ("policy", ["service"], "policy", "must be one of"),
        ("id", None, "id", "printable string"),
        ("id", "", "id", "printable string"),
        ("id", "a\nb", "id", "printable string"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(path, value, where, what):
    error = refusal(changed(path, value))
    assert error.path == where
    assert what in error.sentence
    assert str(error) == f"{where}: {error.sentence}"


@pytest.mark.parametrize("document", [None, [], "x", 5, True, {}])
def test_what_is_no_object_is_no_dossier(document):
    refusal(document)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ('{"id": "A", "id": "B"}', "the key 'id' occurs twice"),
        ('{"facts": {"order": {"amount": "1", "amount": "2"}}}', "the key 'amount' occurs twice"),
        ('{"id": NaN}', "NaN is not a number"),
        ('{"id": -Infinity}', "-Infinity is not a number"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a":' * 200_000, "nested too deeply"),
        ("1" * 5_000, "cannot be read"),
        ("\ufeff{}", "not JSON"),
        (b'{"id": "\xff"}', "not UTF-8 at byte 8"),
        (" " * 8_000_001, "the most is 8000000"),
    ],
)
def test_a_line_that_is_no_json_is_refused(line, what):
    with pytest.raises(DossierError) as caught:
        read_line(line)
    assert what in str(caught.value)


def test_other_keys_beside_the_facts_are_ignored():
    assert read({**WHOLE, "comment": [1, 2]}).id == "SV-001"


def test_absent_means_the_same_as_null():
    without = copy.deepcopy(WHOLE)
    del without["facts"]["charges"][0]["authorized"], without["facts"]["order"]["period"]
    null = changed("facts.charges.0.authorized", None)
    assert read(without).facts == read(null).facts


def test_a_fact_not_known_stops_who_asks_and_names_itself():
    facts = read(changed("facts.charges.0.authorized", None)).facts
    with pytest.raises(NotKnown, match=r"charges\[0\]\.authorized is not known"):
        _ = facts.charges[0].authorized
    assert facts.order.cancelled_at is None


def test_a_fact_that_nobody_knows_has_none_to_go_on_without_it():
    charge = read(changed("facts.charges.0.authorized", None)).facts.charges[0]
    assert charge.get("authorized") is None
    assert charge.get("currency") == "USD"
    assert (charge.values[charge.fields["authorized"].index], len(charge.values)) == (None, len(charge.fields))


def test_the_facts_that_policies_go_on_without_are_facts():
    """A name that is misspelt would never be known, and nothing would say so."""
    asked = {name for file in CODE.rglob("*.py") for name in re.findall(r"\.get\(\"(\w+)\"\)", file.read_text("utf-8"))}
    facts = {name for record in Record.__subclasses__() for name in record.fields}
    assert len(asked) > 50
    assert asked - facts == set(KEYS_OF_OTHER_THINGS)


@pytest.mark.parametrize("written", ["2025-03-03T10:00:00+08:00", "2025-03-03T02:00:00+00:00", "2025-03-03T02:00:00Z"])
def test_an_instant_is_the_same_in_whatever_zone_it_is_written(written):
    claim = read(changed("facts.claim.submitted_at", written)).facts.claim
    assert claim.submitted_at == TEN_IN_CHINA
    assert claim.as_document()["submitted_at"] == written.replace("Z", "+00:00")


@pytest.mark.parametrize("written", ["0.000000001", "100000000000000.5", "10"])
def test_a_quantity_is_written_as_it_was_read(written):
    quota = read(changed("facts.quota.granted", written)).as_document()["facts"]["quota"]
    assert quota["granted"] == written


def test_amounts_are_money_of_the_currency_beside_them():
    facts = read(WHOLE).facts
    assert facts.charges[0].amount == Money(10_000, "USD")
    assert facts.order.lines[0].amount == Money(10_000, "USD")


def test_facts_do_not_change():
    facts = read(WHOLE).facts
    with pytest.raises(AttributeError, match="do not change"):
        facts.claim.ground = "other"


@pytest.mark.parametrize("scenario", [one for one in ALL if one["policy"] == "service"], ids=name)
def test_a_dossier_reads_back_from_what_it_writes(scenario):
    dossier = read(scenario)
    again = read(json.loads(json.dumps(dossier.as_document())))
    assert again.facts == dossier.facts
    assert again.as_document() == dossier.as_document()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_any_document_is_read_or_refused(document):
    for candidate in (document, {**WHOLE, "facts": document}):
        with suppress(DossierError):
            evaluate(read(candidate))


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), JSON)
def test_any_change_of_a_case_is_refused_or_evaluated(chance, value):
    scenario = copy.deepcopy(chance.choice([one for one in ALL if one["policy"] == "service"]))
    for _ in range(chance.randint(1, 4)):
        _spoil(scenario["facts"], chance, value)
    with suppress(DossierError):
        evaluation = evaluate(read(scenario))
        json.dumps(evaluation.as_document(), allow_nan=False)
        for finding in evaluation.findings:
            finding.told()


def _spoil(facts, chance: random.Random, value):
    """Replaces one value somewhere in the facts: by nothing, by a neighbour's, or by anything."""
    place, key = facts, chance.choice(sorted(facts))
    while isinstance(place[key], dict | list) and place[key] and chance.random() < 0.8:
        place = place[key]
        key = chance.choice(sorted(place)) if isinstance(place, dict) else chance.randrange(len(place))
    neighbour = chance.choice(list(place.values()) if isinstance(place, dict) else place)
    place[key] = chance.choice([None, None, copy.deepcopy(neighbour), value])
