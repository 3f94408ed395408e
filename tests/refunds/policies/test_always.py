"""What holds for every case, whatever its facts: worked cases changed at random, and purchases built from nothing.

`make test ARGS="--hypothesis-profile=long -k always"` looks at many more of them.
"""

import copy
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from refunds.money import Money, total
from refunds.policies import Evaluation, evaluate, read
from refunds.policies.evaluation import APPROVE, APPROVE_PARTIAL, REJECT
from refunds.policies.facts import Facts
from tests.refunds.policies.strategies import CASES, Document, Place, built, known_facts, mutated, worked

PAYS, DECIDED = (APPROVE, APPROVE_PARTIAL), (APPROVE, APPROVE_PARTIAL, REJECT)

ANY = st.one_of(mutated("service"), mutated("302ai"), built())

NAMES = r"\.(currency|id|name|number|order_number|lot|charge|service|version)$"
"""What a record is called is no fact about it: another name makes it another record."""

PRESUMED = (
    r"charges\[\d+\]\.account_open$",  # the way back is open until somebody knows that it is closed (S-6.2.a)
    r"payout_account\.region_supported$",  # the money came by that transfer
    r"claim\.order_number_given$",  # an order that is found was named
    r"claim\.(reason|description)_given$",  # a ground pleaded is a reason, a description there was given
    r"service:usage\[\d+\]\.effective_result$",  # what failed gave no result, what was completed gave one (S8, R3)
    r"claim\.ground$",  # what the customer pleads; the records speak without it
    r"deduction_approved_by_supervisor$",  # a decision that is not recorded was not taken (S-6.3.b)
    r"prior_refunds\[\d+\]\.same_loss$",  # money given back counts until it is known to be for something else
    # What is not shown by the last day is not shown (302-III.1, R8); a document that matches shows the holder.
    r"302ai:customer\.(identity\.\w+|verified_real_name|is_account_holder)$",
    r"302ai:claim\.vouchers\[\d+\]\.payer_name_matches_account$",
    r"302ai:usage\[\d+\]\.effective_result$",  # the audit prevails over what is recorded (R17)
)
"""Facts that may be missing while a case is decided, each because the reading says what then holds."""


def paid(evaluation: Evaluation) -> Mapping[str, Money]:
    """What goes out, by currency."""
    currencies = {payout.amount.currency for payout in evaluation.payouts}
    return {one: total([p.amount for p in evaluation.payouts if p.amount.currency == one], one) for one in currencies}


def at_most(one: Mapping[str, Money], other: Mapping[str, Money]) -> bool:
    return all(currency in other and amount <= other[currency] for currency, amount in one.items())


def refunded(facts: Facts, charge_id: str, currency: str) -> Money:
    amounts = [refund.amount for refund in facts.prior_refunds if refund.charge_id == charge_id and refund.amount]
    return total([amount for amount in amounts if amount.currency == currency], currency)


@given(ANY)
def test_no_charge_gives_back_more_than_was_captured_less_what_was_refunded(document: Document) -> None:
    dossier = read(document)
    charges = {charge.get("id"): charge for charge in reversed(dossier.facts.charges)}
    payouts = evaluate(dossier).payouts
    assert len({payout.charge_id for payout in payouts}) == len(payouts)
    for payout in payouts:
        charge = charges[payout.charge_id]
        assert charge.captured_at is not None
        assert payout.amount.minor > 0
        assert payout.amount + refunded(dossier.facts, payout.charge_id, charge.currency) <= charge.amount


@given(ANY)
def test_nobody_gets_more_than_was_asked(document: Document) -> None:
    dossier = read(document)
    claim = dossier.facts.claim
    asked = dict(claim.requested_by_currency or {})
    if claim.requested_amount:
        asked.setdefault(claim.requested_amount.currency, claim.requested_amount)
    for currency, amount in paid(evaluate(dossier)).items():
        assert currency not in asked or amount <= asked[currency]


@given(ANY)
def test_the_payouts_are_the_amount_to_the_last_unit(document: Document) -> None:
    evaluation = evaluate(read(document))
    sums = paid(evaluation)
    assert (evaluation.recommendation in PAYS) == bool(sums)
    assert evaluation.amount == (next(iter(sums.values())) if len(sums) == 1 else None)
    if evaluation.amount:
        assert evaluation.calculation[-1].total == evaluation.amount.major


@given(ANY)
def test_the_same_dossier_is_always_evaluated_the_same(document: Document) -> None:
    dossier = read(document)
    first = evaluate(dossier).as_document()
    assert evaluate(dossier).as_document() == first
    assert evaluate(read(dossier.as_document())).as_document() == first


UNORDERED = ("usage", "lots", "incidents", "prior_applications", "policy_versions", "prior_refunds", "company_contacts")


@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(document: Document, chance: object) -> None:
    before = evaluate(read(document))
    for name in UNORDERED:
        chance.shuffle(document["facts"].get(name) or [])  # type: ignore[attr-defined]
    chance.shuffle((document["facts"].get("customer") or {}).get("violations") or [])  # type: ignore[attr-defined]
    chance.shuffle((document["facts"].get("order") or {}).get("lines") or [])  # type: ignore[attr-defined]
    after = evaluate(read(document))
    assert after.recommendation == before.recommendation
    assert paid(after) == paid(before)
    assert (set(after.grounds), set(after.bars)) == (set(before.grounds), set(before.bars))
    assert set(after.missing) == set(before.missing)
    assert after.deadlines == before.deadlines


def violation(status: str, kind: str) -> Document:
    return {"id": "V", "type": kind, "status": status, "recorded_at": "2025-01-02T10:00:00+08:00"}


def with_a_violation(document: Document) -> None:
    customer = document["facts"].setdefault("customer", {})
    customer["violations"] = [*(customer.get("violations") or []), violation("confirmed", "terms_of_service")]


def with_abuse_found(document: Document) -> None:
    facts = document["facts"]
    facts["findings"] = [*(facts.get("findings") or []), {"subject": "abuse", "result": "confirmed"}]


def with_a_falsehood_found(document: Document) -> None:
    facts = document["facts"]
    facts["findings"] = [*(facts.get("findings") or []), {"subject": "false_information", "result": "confirmed"}]


def with_a_deadline_that_passed(document: Document) -> None:
    if document["facts"].get("order"):
        document["facts"]["order"]["disclosed_application_deadline"] = "2000-01-02T00:00:00+08:00"


def with_all_of_the_quota_used(document: Document) -> None:
    if quota := document["facts"].get("quota"):
        quota["consumed"] = quota["granted"]


def with_a_partner_line(document: Document) -> None:
    order = document["facts"].get("order") or {}
    if order.get("lines") and order.get("currency"):
        line = {"id": "P", "name": "partner", "third_party": True, "amount": "9", "currency": order["currency"]}
        order["lines"] = [*order["lines"], {key: line[key] for key in line if key != "currency"}]


def with_gifts_alone(document: Document) -> None:
    for lot in document["facts"].get("lots") or []:
        lot["source"] = "gift"


def applied_a_year_later(document: Document) -> None:
    claim = document["facts"].get("claim") or {}
    if claim.get("submitted_at") and not document["facts"].get("prior_refunds"):
        claim["submitted_at"] = (datetime.fromisoformat(claim["submitted_at"]) + timedelta(days=365)).isoformat()


MORE = (
    with_a_violation,
    with_abuse_found,
    with_a_falsehood_found,
    with_a_deadline_that_passed,
    with_all_of_the_quota_used,
    with_a_partner_line,
    with_gifts_alone,
    applied_a_year_later,
)


@given(ANY, st.sampled_from(MORE))
def test_a_bar_more_never_pays_more(document: Document, more: object) -> None:
    before = paid(evaluate(read(document)))
    more(document)  # type: ignore[operator]
    assert at_most(paid(evaluate(read(document))), before)


def may_be_missing(policy: str, path: str) -> bool:
    """Whether the reading says what holds while a fact is missing, or it is only a name."""
    return re.search(NAMES, path) is not None or any(re.search(one, f"{policy}:{path}") for one in PRESUMED)


def unanswered(document: Document) -> list[Place]:
    """The facts of a case without which nobody may say yes or no to more than before."""
    return [place for place in known_facts(document) if not may_be_missing(document["policy"], place.path)]


def is_turned(before: Evaluation, after: Evaluation) -> bool:
    """Whether a fact that is not known any more made a yes of a no, a no of a yes, or either of a question.

    Allowed are the same decision, for no more money, and any question: to the customer, an audit, or a supervisor.
    """
    if after.recommendation not in DECIDED:
        return False
    if before.recommendation not in DECIDED or (before.recommendation == REJECT) != (after.recommendation == REJECT):
        return True
    return not at_most(paid(after), paid(before))


@given(st.one_of(worked("service"), worked("302ai"), built()), st.data())
def test_a_fact_that_is_not_known_never_turns_into_a_yes_or_a_no(document: Document, data: st.DataObject) -> None:
    before, places = evaluate(read(document)), unanswered(document)
    assume(places)
    place = data.draw(st.sampled_from(places))
    place.holder[place.name] = None
    after = evaluate(read(document))
    assert not is_turned(before, after), (place.path, before.recommendation, after.recommendation)


def turned(cases: Iterable[Document]) -> list[str]:
    """Each fact of each case forgotten for once: those that turn a decision."""
    found = []
    for document in cases:
        before = evaluate(read(document))
        for place in unanswered(document):
            value, place.holder[place.name] = place.holder[place.name], None
            if is_turned(before, evaluate(read(document))):
                found.append(f"{document['id']}: {place.path} = {value}")
            place.holder[place.name] = value
    return found


@pytest.mark.parametrize("policy", CASES)
def test_no_fact_of_the_worked_cases_decides_by_being_missing(policy: str) -> None:
    assert turned(copy.deepcopy(CASES[policy][::7])) == []
