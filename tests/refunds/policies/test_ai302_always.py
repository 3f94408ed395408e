"""What holds for every case under the 302.AI policy, however its facts are mixed or missing."""

import copy
import random
from contextlib import suppress

import pytest

from refunds.money import Money, total
from refunds.policies import DossierError, evaluate, read
from tests.refunds.policies.expectations import scenarios

CASES = scenarios("302ai", "scenarios.jsonl", "own_scenarios_302.jsonl")
ROUNDS = 4_000


def mixed(chance: random.Random):
    """A case with parts of other cases in it, and some facts not known."""
    document = copy.deepcopy(chance.choice(CASES))
    facts = document["facts"]
    for _ in range(chance.randint(0, 4)):
        name, part = chance.choice(sorted(chance.choice(CASES)["facts"].items(), key=lambda item: item[0]))
        if chance.random() < 0.5:
            facts[name] = copy.deepcopy(part)
        else:
            _forget(facts[chance.choice(sorted(facts))], chance)
    return document


def _forget(part, chance: random.Random):
    """Somewhere in a part of the facts one is not known any more."""
    while isinstance(part, list) and part:
        part = chance.choice(part)
    if isinstance(part, dict) and part:
        part[chance.choice(sorted(part))] = None


@pytest.fixture(scope="module")
def evaluated():
    """Some thousand mixed cases that could be read, each with its evaluation."""
    chance, found = random.Random(20250310), []
    for _ in range(ROUNDS):
        with suppress(DossierError):
            dossier = read(mixed(chance))
            found.append((dossier, evaluate(dossier)))
    return found


def test_the_mixture_reaches_every_recommendation_often(evaluated):
    reached = [evaluation.recommendation for _, evaluation in evaluated]
    assert len(reached) > ROUNDS / 2
    for recommendation in ("approve", "reject", "needs_information", "needs_technical_audit", "needs_supervisor"):
        assert reached.count(recommendation) > 100, recommendation
    assert reached.count("approve_partial") > 50
    assert reached.count("legal_hold") > 10


@pytest.mark.parametrize("scenario", CASES[:: len(CASES) // 12], ids=lambda scenario: scenario["id"])
def test_a_case_of_which_any_one_fact_is_missing_is_still_evaluated(scenario):
    for path in _paths(scenario["facts"]):
        document = copy.deepcopy(scenario)
        part = document["facts"]
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = None
        with suppress(DossierError):
            assert evaluate(read(document)).recommendation


def _paths(part, path=()):
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from _paths(inner, (*path, step))


def test_a_case_of_which_nothing_is_known_asks_for_an_application():
    evaluation = evaluate(read({"id": "E", "policy": "302ai", "now": "2025-03-13T10:00:00+08:00", "facts": {}}))
    assert evaluation.missing == ("official_application",)


def test_no_charge_gets_back_more_than_is_held_of_it(evaluated):
    for dossier, evaluation in evaluated:
        charges = {charge.get("id"): charge for charge in reversed(dossier.facts.charges)}
        for payout in evaluation.payouts:
            charge = charges[payout.charge_id]
            given_back = [
                refund.amount
                for refund in dossier.facts.prior_refunds
                if refund.charge_id == payout.charge_id and refund.amount and refund.amount.currency == charge.currency
            ]
            assert charge.captured_at is not None
            assert payout.amount + total(given_back, charge.currency) <= charge.amount


def test_no_charge_is_paid_twice(evaluated):
    for _, evaluation in evaluated:
        paid = [payout.charge_id for payout in evaluation.payouts]
        assert len(set(paid)) == len(paid)


def test_nobody_gets_more_than_was_asked(evaluated):
    for dossier, evaluation in evaluated:
        claim = dossier.facts.claim
        asked = claim.requested_by_currency or {claim.currency: claim.requested_amount}
        for currency in {payout.amount.currency for payout in evaluation.payouts}:
            paid = [payout.amount for payout in evaluation.payouts if payout.amount.currency == currency]
            assert total(paid, currency) <= asked[currency]


def test_money_goes_out_only_for_what_an_audit_confirmed(evaluated):
    for dossier, evaluation in evaluated:
        if evaluation.payouts:
            assert dossier.facts.audit.get("status") == "confirmed"
            assert evaluation.grounds


def test_money_is_only_there_to_be_paid(evaluated):
    for _, evaluation in evaluated:
        pays = evaluation.recommendation in ("approve", "approve_partial")
        assert pays == bool(evaluation.payouts)
        assert pays or evaluation.amount is None


def test_the_payouts_add_up_to_the_amount(evaluated):
    for _, evaluation in evaluated:
        currencies = {payout.amount.currency for payout in evaluation.payouts}
        if len(currencies) == 1:
            assert evaluation.amount == sum(
                (payout.amount for payout in evaluation.payouts), Money.zero(evaluation.amount.currency)
            )
        else:
            assert evaluation.amount is None


def test_something_is_asked_for_exactly_when_information_is_needed(evaluated):
    for _, evaluation in evaluated:
        assert bool(evaluation.missing) == (evaluation.recommendation == "needs_information")


def test_a_rejection_names_its_bars_and_an_escalation_its_doubt(evaluated):
    for dossier, evaluation in evaluated:
        doubts = [finding for finding in evaluation.findings if finding.open or finding.clause.id == "302-0.1"]
        if evaluation.recommendation == "reject":
            assert evaluation.bars
        elif evaluation.recommendation == "needs_supervisor" and dossier.facts.claim.type != "secondary_review":
            assert doubts


def test_what_is_cited_was_found_and_can_be_told(evaluated):
    for _, evaluation in evaluated:
        outcomes = {finding.clause.id: finding.outcome for finding in evaluation.findings}
        assert all(outcomes[clause] != "does not apply" for clause in (*evaluation.grounds, *evaluation.bars))
        assert all(told is None or told for told in (finding.told("zh-hans") for finding in evaluation.findings))


def test_the_same_facts_get_the_same_evaluation(evaluated):
    for dossier, evaluation in evaluated[:300]:
        assert evaluate(read(dossier.as_document())).as_document() == evaluation.as_document()
