"""What is refused is refused in these very words; what lies at the last place that is allowed is read."""

import copy
from decimal import Decimal

import pytest

from refunds.policies import DossierError, read, read_line
from refunds.policies.dossier import LONGEST_LINE
from refunds.policies.fields import said
from tests.refunds.policies.expectations import scenarios

WHOLE = next(one for one in scenarios("service", "scenarios.jsonl") if one["id"] == "SV-001")
DECIMAL = 'must be a decimal string such as "1.5", not negative, not '
AMOUNT = 'must be a decimal string such as "12.30", not '
INSTANT = "must be an instant with an offset such as 2025-03-03T10:00:00+08:00, not "
DAYS = "must be two days such as 2025-03-03/2025-04-02, not "
CENTURIES = "must lie between 2000 and 2199, not "
FIRST, LAST = "2000-01-01T00:00:00Z", "2199-12-31T23:59:59.999999Z"


def document(path, value):
    """The whole dossier with one value replaced or added."""
    found = copy.deepcopy(WHOLE)
    *way, last = path.split(".")
    place = found["facts"]
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return found


def refusal(path, value):
    with pytest.raises(DossierError) as caught:
        read(document(path, value))
    return caught.value


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("customer.id", 7, "must be a string, not 7"),
        ("customer.id", "x" * 201, "has 201 characters; the most is 200"),
        ("customer.id", "a\x07", r"holds a control character or half a character: 'a\x07'"),
        ("customer.status", "happy", "must be one of active, restricted, frozen, terminated, not 'happy'"),
        ("customer.status", ["active"], "must be one of active, restricted, frozen, terminated, not a list"),
        ("customer.region", "XX", "must be an ISO 3166 alpha-2 code such as SG, not 'XX'"),
        ("customer.region", ["SG"], "must be an ISO 3166 alpha-2 code such as SG, not a list"),
        ("customer.is_account_holder", 1, "must be true or false, not 1"),
        ("customer.violations", {}, "must be a list, not an object"),
        ("customer.violations", [{}] * 10_001, "has 10001 entries; the most is 10000"),
        ("customer.violations", ["V-1"], "must be an object, not 'V-1'"),
        ("customer.violations", [{"mood": 1}], "is an unknown field"),
        ("customer.violations", [{"": 1}], "has an unknown field ''"),
        ("customer.violations", [{"x" * 61: 1}], f"has an unknown field '{'x' * 56}..."),
        ("chargeback", {"charge": 0}, "must be a whole number from 1 to 1000000000, not 0"),
        ("chargeback", {"charge": 1_000_000_001}, "must be a whole number from 1 to 1000000000, not 1000000001"),
        (
            "chargeback",
            {"charge": 10**20},
            "must be a whole number from 1 to 1000000000, not a number of over 20 digits",
        ),
        ("chargeback", {"charge": "1"}, "must be a whole number from 1 to 1000000000, not '1'"),
        ("quota", {"granted": 5}, f"{DECIMAL}5"),
        ("quota", {"granted": "01"}, f"{DECIMAL}'01'"),
        ("quota", {"granted": "1.0123456789"}, f"{DECIMAL}'1.0123456789'"),
        ("quota", {"granted": "1" * 16}, f"{DECIMAL}'{'1' * 16}'"),
        ("usage", [{"effective_result": "half"}], "must be true, false or \"partial\", not 'half'"),
        ("usage", [{"effective_result": 1}], 'must be true, false or "partial", not 1'),
        ("order.purchased_at", "2025-03-03", f"{INSTANT}'2025-03-03'"),
        ("order.purchased_at", 5, f"{INSTANT}5"),
        ("order.purchased_at", "2025-02-30T10:00:00Z", "is no instant of the calendar: '2025-02-30T10:00:00Z'"),
        ("order.purchased_at", "1999-12-31T23:59:59Z", f"{CENTURIES}'1999-12-31T23:59:59Z'"),
        ("order.purchased_at", "2200-01-01T00:00:00Z", f"{CENTURIES}'2200-01-01T00:00:00Z'"),
        ("order.purchased_at", "2200-06-01T00:00:00Z", f"{CENTURIES}'2200-06-01T00:00:00Z'"),
        ("order.purchased_at", "2201-06-01T00:00:00Z", f"{CENTURIES}'2201-06-01T00:00:00Z'"),
        ("charges.0.period", 7, f"{DAYS}7"),
        ("charges.0.period", "2025-03-03/2025-03-04/2025-03-05", f"{DAYS}'2025-03-03/2025-03-04/2025-03-05'"),
        ("charges.0.period", "2025-03-03/later", f"{DAYS}'2025-03-03/later'"),
        (
            "charges.0.period",
            "2025-03-03/2025-02-30",
            "holds a day that is not in the calendar: '2025-03-03/2025-02-30'",
        ),
        (
            "charges.0.period",
            "2025-03-03/2025-03-03",
            "must begin before it ends, between 2000 and 2199, not '2025-03-03/2025-03-03'",
        ),
        (
            "charges.0.period",
            "2199-03-03/2200-01-01",
            "must begin before it ends, between 2000 and 2199, not '2199-03-03/2200-01-01'",
        ),
        (
            "charges.0.period",
            "1999-12-31/2000-01-02",
            "must begin before it ends, between 2000 and 2199, not '1999-12-31/2000-01-02'",
        ),
        ("charges.0.currency", "usd", "must be an ISO 4217 currency code such as USD, not 'usd'"),
        ("charges.0.amount", 5, f"{AMOUNT}5"),
        ("charges.0.amount", "-0.01", "must not be negative, not '-0.01'"),
        ("charges.0.currency", None, "is an amount without its currency; give the currency beside it"),
        ("claim.requested_by_currency", [], "must be an object of at most 20 currencies, not a list"),
        (
            "claim.requested_by_currency",
            {str(n): "1" for n in range(21)},
            "must be an object of at most 20 currencies, not an object",
        ),
        ("claim.requested_by_currency", {"USD": 1}, f"{AMOUNT}1"),
        ("policy_versions", [{"terms": []}], "must be an object of settings, not a list"),
        (
            "policy_versions",
            [{"terms": {str(n): 1 for n in range(201)}}],
            "must be an object of settings, not an object",
        ),
        ("policy_versions", [{"terms": {"a": 1.5}}], "'a' must be a number, a word or true or false, not 1.5"),
        ("policy_versions", [{"terms": {"a": 1}}], "'a' is not a setting of this policy"),
    ],
)
def test_what_does_not_fit_is_refused_in_these_words(path, value, sentence):
    assert refusal(path, value).sentence == sentence


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("customer.violations", [{}, {"mood": 1}], "facts.customer.violations[1].mood"),
        ("customer.violations", [{}, {"id": 1}], "facts.customer.violations[1].id"),
        ("customer.violations", [{"a b": 1}], "facts.customer.violations[0]"),
        ("customer.violations", [{"x" * 60: 1}], f"facts.customer.violations[0].{'x' * 60}"),
        ("charges.0.currency", "usd", "facts.charges[0].currency"),
        ("claim.evidence", ["x" * 201], "facts.claim.evidence[0]"),
        ("claim.charge_ids", ["a", 1], "facts.claim.charge_ids[1]"),
        ("claim.requested_by_currency", {"USD": 1}, "facts.claim.requested_by_currency.'USD'"),
        ("claim.requested_by_currency", {"usd": "1"}, "facts.claim.requested_by_currency"),
        ("usage", [{}, {"effective_result": "half"}], "facts.usage[1].effective_result"),
        ("usage", [{"drawn_from": [{"ptc": 1}]}], "facts.usage[0].drawn_from[0].ptc"),
        ("policy_versions", [{"terms": {"a": 1.5}}], "facts.policy_versions[0].terms"),
        ("policy_versions", [{}, {"terms": {"a": 1}}], "facts.policy_versions[1].terms"),
        ("policy_versions", [{"terms": {"review_days": 0}}], "facts.policy_versions[0].terms.review_days"),
    ],
)
def test_a_refusal_names_the_place(path, value, where):
    assert refusal(path, value).path == where


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("customer.id", "x" * 200),
        ("customer.status_reason", "line one\nline two\tand more\r"),
        ("claim.description", "x" * 20_000),
        ("quota.granted", "0"),
        ("quota.granted", f"{'9' * 15}.{'9' * 9}"),
        ("quota.granted", "1.50"),
        ("order.purchased_at", FIRST),
        ("order.purchased_at", LAST),
        ("order.purchased_at", "2000-06-01T10:00Z"),
        ("order.purchased_at", "2199-06-01T10:00:00.5-11:30"),
        ("charges.0.period", "2000-01-01/2199-12-31"),
        ("charges.0.amount", "0.00"),
        ("claim.charge_ids", ["x"] * 10_000),
        ("policy_versions", [{"terms": {"review_days": 1}}]),
        ("usage", [{"effective_result": "partial"}, {"effective_result": False}]),
        ("chargeback", {"charge": 1_000_000_000}),
    ],
)
def test_what_lies_at_the_last_place_allowed_is_read_and_written_back(path, value):
    dossier = read(document(path, value))
    again = read(dossier.as_document())
    assert again.facts == dossier.facts
    assert (again.id, again.policy, again.now) == (dossier.id, dossier.policy, dossier.now)


@pytest.mark.parametrize(
    ("path", "value", "written"),
    [
        ("quota.granted", "1.50", "1.50"),
        ("quota.granted", "100", "100"),
        ("order.purchased_at", "2025-03-03T02:00:00Z", "2025-03-03T02:00:00+00:00"),
        ("charges.0.period", "2025-03-03/2025-04-02", "2025-03-03/2025-04-02"),
        ("charges.0.amount", "100", "100.00"),
        ("claim.requested_by_currency", {"JPY": "5", "USD": "7"}, {"JPY": "5", "USD": "7.00"}),
        ("claim.charge_ids", ["a", "b"], ["a", "b"]),
        ("policy_versions", [{"terms": {"review_days": 1}}], [{"terms": {"review_days": 1}}]),
        ("usage", [{"drawn_from": [{"lot": "L", "ptc": "5"}]}], [{"drawn_from": [{"lot": "L", "ptc": "5"}]}]),
        ("usage", [{"drawn_from": []}], [{"drawn_from": []}]),
        ("claim.evidence", ["photo"], [{"kind": "photo"}]),
    ],
)
def test_facts_are_written_in_one_way(path, value, written):
    found = read(document(path, value)).as_document()["facts"]
    for step in path.split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    assert found == written


def test_a_record_tells_what_it_is_and_equals_one_that_says_the_same_at_the_same_place():
    facts, again = read(WHOLE).facts, read(WHOLE).facts
    assert repr(facts) == "<Facts at facts>"
    assert repr(facts.charges[0]) == "<Charge at charges[0]>"
    assert facts.charges[0] == again.charges[0]
    assert facts.charges[0] != read(document("charges.0.id", "CH-2")).facts.charges[0]
    assert facts.charges[0] != facts.charges[0].values
    assert hash(facts.charges[0]) == hash(again.charges[0]) == hash("charges[0]")
    assert facts.charges[0].without("fee").get("fee") is None
    assert facts.charges[0].without("fee").path == "charges[0]"
    assert facts.charges[0].without("period") is facts.charges[0]
    with pytest.raises(AttributeError, match=r"^facts do not change: charges\[0\]\.fee cannot be set$"):
        facts.charges[0].fee = None
    with pytest.raises(AttributeError, match=r"^facts do not change: claim cannot be set$"):
        facts.claim = None


def test_a_dossier_does_not_change():
    with pytest.raises(AttributeError, match=r"^a dossier does not change$"):
        read(WHOLE).id = "other"


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ({}, "an object"),
        ([1], "a list"),
        (10**20 - 1, str(10**20 - 1)),
        (10**20, "a number of over 20 digits"),
        (1 - 10**20, str(1 - 10**20)),
        (-(10**20), "a number of over 20 digits"),
        ("x" * 58, f"'{'x' * 58}'"),
        ("x" * 59, f"'{'x' * 56}..."),
        ("é", r"'\xe9'"),
        (Decimal(1), "Decimal('1')"),
        (None, "None"),
    ],
)
def test_a_value_is_quoted_shortly_and_printably(value, quoted):
    assert said(value) == quoted


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (" " * (LONGEST_LINE + 1), "the line has 8000001 characters; the most is 8000000"),
        (b'{"a": "\xff"}', "the line is not UTF-8 at byte 7"),
        ("[" * 200_000, "the document is nested too deeply"),
        ('{"a": }', "the line is not JSON at column 7: Expecting value"),
        ('{"a": {"b": 1, "c": 2, "c": 3}}', "the key 'c' occurs twice in one object"),
        ('{"a": Infinity}', "Infinity is not a number"),
        ("[]", "a dossier must be an object, not a list"),
        ('{"policy": "other"}', "policy: must be one of service, 302ai, not 'other'"),
        ('{"policy": 7}', "policy: must be one of service, 302ai, not 7"),
    ],
)
def test_a_line_is_refused_in_these_words(line, sentence):
    with pytest.raises(DossierError) as caught:
        read_line(line)
    assert str(caught.value) == sentence


def test_the_longest_line_is_read():
    with pytest.raises(DossierError, match="not JSON"):
        read_line(" " * LONGEST_LINE)


def test_the_longest_id_is_read():
    assert read({**WHOLE, "id": "x" * 200}).id == "x" * 200
    with pytest.raises(DossierError) as caught:
        read({**WHOLE, "id": "x" * 201})
    assert caught.value.sentence.startswith("must be a printable string of 1 to 200 characters, not 'xxx")


def test_a_plea_of_another_policy_is_refused_with_those_of_this_one():
    sentence = refusal("claim.ground", "withdraw").sentence
    assert sentence.startswith("must be one of service_unusable, results_differ, ")
    assert sentence.endswith(" in policy service, not 'withdraw'")
