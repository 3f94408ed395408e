"""What holds for every case under the service policy, however its facts are mixed or missing."""

import copy
import random
from contextlib import suppress

import pytest

from refunds.money import Money, total
from refunds.policies import DossierError, evaluate, read
from tests.refunds.policies.expectations import scenarios

CASES = scenarios("service", "scenarios.jsonl", "own_scenarios.jsonl")
ROUNDS = 4_000


def mixed(chance: random.Random):
    """A case with parts of other cases in it, and some facts not known."""
    document = copy.deepcopy(chance.choice(CASES))
    facts = document["facts"]
    for _ in range(chance.randint(1, 6)):
        name, part = chance.choice(sorted(chance.choice(CASES)["facts"].items(), key=lambda item: item[0]))
        if chance.random() < 0.4:
            facts[name] = copy.deepcopy(part)
        elif isinstance(part, dict) and part and isinstance(facts.get(name), dict):
            inner = chance.choice(sorted(part))
            facts[name][inner] = copy.deepcopy(part[inner])
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
    for recommendation in ("approve", "approve_partial", "reject", "needs_information", "needs_supervisor"):
        assert reached.count(recommendation) > 100, recommendation
    assert reached.count("needs_technical_audit") > 30
    assert reached.count("legal_hold") > 10


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
        asked = dossier.facts.claim.requested_amount
        if asked and evaluation.amount and asked.currency == evaluation.amount.currency:
            assert evaluation.amount <= asked


def test_money_is_only_there_to_be_paid(evaluated):
    for _, evaluation in evaluated:
        pays = evaluation.recommendation in ("approve", "approve_partial")
        assert pays == bool(evaluation.payouts) == (evaluation.payout_method is not None)
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


def test_every_verdict_leaves_findings_that_can_be_told(evaluated):
    for _, evaluation in evaluated:
        assert len(evaluation.findings) > 3
        assert all(finding.reason for finding in evaluation.findings)
        assert all(told is None or told for told in (finding.told() for finding in evaluation.findings))


def test_the_same_facts_get_the_same_evaluation(evaluated):
    for dossier, evaluation in evaluated[:300]:
        assert evaluate(read(dossier.as_document())).as_document() == evaluation.as_document()
