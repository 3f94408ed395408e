"""What a clause says where the procedure would not have come to it, and what is asked for when a fact is not known."""

import copy

import pytest

from refunds.calendars import CHINA
from refunds.policies import POLICIES, read
from refunds.policies.examination import AskedFacts, Examination, chosen_rules
from tests.refunds.policies.expectations import scenarios
from tests.refunds.policies.small_policy import a_policy

PLAIN = {
    "service": next(one for one in scenarios("service", "scenarios.jsonl") if one["id"] == "SV-001"),
    "302ai": next(one for one in scenarios("302ai", "own_scenarios_302.jsonl") if one["id"] == "OWN-A210"),
}


def apart(policy, clause, **facts):
    """The finding on one clause of a plain case, in which some groups of facts are others."""
    document = copy.deepcopy(PLAIN[policy])
    for name, value in facts.items():
        old = document["facts"].get(name)
        document["facts"][name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    dossier, notes = read(document), []
    asked = AskedFacts(dossier.facts, dossier.now, notes)
    rules = chosen_rules(POLICIES[policy].built_in, CHINA)
    return Examination(POLICIES[policy], dossier, asked, rules, notes).look_at(clause)


@pytest.mark.parametrize(
    ("clause", "facts", "reason"),
    [
        ("S-5.4", {}, "nobody misses a refund"),
        ("S-6.3.b", {}, "no cost of sending the refund is recorded"),
        (
            "S-6.3.b",
            {"refund_processing_fee": {"amount": "1.50", "currency": "USD"}},
            "no violation is confirmed; the company bears the 1.50 USD",
        ),
        (
            "S-6.3.b",
            {
                "refund_processing_fee": {"amount": "1.50", "currency": "USD"},
                "findings": [{"subject": "abuse", "result": "confirmed"}],
            },
            "no supervisor approved deducting the 1.50 USD",
        ),
        ("S-7.2.a", {}, "no secondary review is requested"),
        ("S-7.2.b", {}, "no secondary review is requested"),
        ("S-7.2.c", {}, "nobody asked to mediate"),
        ("S-7.3.a", {}, "no proceedings are on file"),
        ("302-I.1", {}, "the claim is about the consumption of PTC, not about the top-up"),
        ("302-I.2", {}, "nobody asks for the balance to be paid out or moved"),
        ("302-I.1", {"claim": {"ground": "topup_not_credited"}, "lots": []}, "never credited: TP-1"),
        (
            "302-I.1",
            {"claim": {"ground": "accidental_topup"}, "lots": [{**PLAIN["302ai"]["facts"]["lots"][0], "ptc": "0"}]},
            "never credited: TP-1",
        ),
    ],
)
def test_a_clause_that_does_not_apply_says_why(clause, facts, reason):
    finding = apart("302ai" if clause.startswith("302") else "service", clause, **facts)
    assert finding.excluded
    assert finding.reason == reason


@pytest.mark.parametrize(
    ("clause", "facts", "reason"),
    [
        (
            "302-I.1",
            {"claim": {"ground": "accidental_topup"}, "lots": [], "charges": []},
            "no top-up is on record as credited",
        ),
        (
            "302-I.3",
            {"lots": []},
            "which lots the PTC were drawn from is not on record",
        ),
    ],
)
def test_a_clause_of_which_nobody_knows_says_why(clause, facts, reason):
    finding = apart("302ai", clause, **facts)
    assert finding.open
    assert (finding.reason, finding.lacking) == (reason, None)


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("claim.submitted_at", "official_application"),
        ("claim.channel", "official_application"),
        ("claim.event_at", "event_time"),
        ("claim.evidence", "evidence"),
        ("findings[0].result", "evidence"),
        ("order.purchased_at", "purchase_time"),
        ("order.cancelled_at", "cancellation"),
        ("order.number", "order_number"),
        ("quota.granted", "usage_records"),
        ("usage[2].units", "usage_records"),
        ("charges[0].method", "payout_account"),
        ("charges[0].amount", "order_number"),
    ],
)
def test_the_service_policy_asks_for_what_tells_the_fact_that_is_not_known(path, item):
    assert POLICIES["service"].asks(path) == item


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("lots[0].price_paid", "topup_voucher"),
        ("charges[0].amount", "topup_voucher"),
        ("claim.event_at", "additional_evidence"),
    ],
)
def test_the_302_policy_asks_for_the_voucher_or_for_more(path, item):
    assert POLICIES["302ai"].asks(path) == item


def test_a_policy_that_says_nothing_asks_for_more():
    assert a_policy().asks("order.number") == "additional_evidence"
