"""A person decides: as recommended, or departing from it with a reason and a supervisor."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import CaseStatus, Charge, Decision, Message, RefundCase, Ruling, UsageQuota
from refunds.money import Money
from refunds.operations.decide import Part, Proposal, ProposalError, decide, recommended_proposal
from refunds.operations.perform import Refused
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]


def refusal(case: RefundCase, proposal: Proposal, act: Act) -> str:
    """Why the proposal is refused; nothing is stored."""
    with pytest.raises(Refused) as refused:
        decide(case.pk, proposal=proposal, act=act)
    assert not Decision.objects.exists()
    assert RefundCase.fetch(case.pk).status == CaseStatus.IN_REVIEW
    return str(refused.value)


@pytest.fixture
def approvable(case: RefundCase, examined: Cases) -> RefundCase:
    """The policy recommends to refund 100.00 USD."""
    return examined(case)


@pytest.fixture
def too_late(open_case: Cases, examined: Cases) -> RefundCase:
    """The policy recommends to reject: the request came after 30 days."""
    return examined(open_case(submitted_at=MOMENT + dt.timedelta(days=40)))


@pytest.fixture
def grant(charge: Charge) -> Callable[..., Proposal]:
    """grant(40_00): a proposal to refund 40.00 USD of the charge, on the ground S-2.1.a, departing for a reason."""

    def make(minor: int, *, outcome: str = "approve_partial", route: str = "original", because: str = "") -> Proposal:
        part = Part(charge.pk, Money(minor, "USD"), route)
        return Proposal(outcome, (part,), ("S-2.1.a",), "The generator was unusable.", because)

    return make


def test_an_approval_as_recommended_waits_for_a_second_person(approvable: RefundCase, act_of: Acts) -> None:
    decision = decide(approvable.pk, proposal=recommended_proposal(approvable), act=act_of("mei", minutes=2))
    assert (decision.outcome, decision.ruling, decision.departs) == ("approve", Ruling.PENDING, False)
    assert [part.amount for part in decision.parts.all()] == [Money(100_00, "USD")]
    assert RefundCase.fetch(approvable.pk).status == CaseStatus.AWAITING_APPROVAL


def test_a_rejection_as_recommended_is_final_and_the_customer_reads_why(too_late: RefundCase, act_of: Acts) -> None:
    decision = decide(too_late.pk, proposal=recommended_proposal(too_late), act=act_of("mei", minutes=2))
    assert (decision.outcome, decision.ruling, decision.clauses) == ("reject", Ruling.NOT_NEEDED, ["S-3.3.b"])
    assert RefundCase.fetch(too_late.pk).status == CaseStatus.REJECTED
    letter = Message.objects.get(kind="rejection")
    assert "2026-03-03" in letter.body
    assert "(S-3.3.b)" in letter.body
    assert "secondary review" in letter.body


def test_a_rejection_is_an_answer_and_stops_the_clock_of_the_first_response(too_late: RefundCase, act_of: Acts) -> None:
    decide(too_late.pk, proposal=recommended_proposal(too_late), act=act_of("mei", minutes=2))
    assert RefundCase.fetch(too_late.pk).first_response_at == act_of("mei", minutes=2).at


def test_a_departure_needs_a_reason(approvable: RefundCase, grant: Callable[..., Proposal], act_of: Acts) -> None:
    assert "departs from what the policy recommends" in refusal(approvable, grant(40_00), act_of("mei", minutes=2))


def test_a_departure_needs_a_supervisor_even_for_a_small_amount(
    approvable: RefundCase, grant: Callable[..., Proposal], act_of: Acts
) -> None:
    proposal = grant(1_00, because="The customer agreed to 1.00.")
    decision = decide(approvable.pk, proposal=proposal, act=act_of("mei", minutes=2))
    assert (decision.departs, decision.needs_supervisor) == (True, True)


def test_the_recommended_amount_under_another_word_is_no_departure(approvable: RefundCase, act_of: Acts) -> None:
    proposal = replace(recommended_proposal(approvable), outcome="approve_partial")
    assert not decide(approvable.pk, proposal=proposal, act=act_of("mei", minutes=2)).departs


def test_a_rejection_for_other_clauses_than_recommended_waits_for_a_supervisor(
    too_late: RefundCase, act_of: Acts
) -> None:
    proposal = replace(recommended_proposal(too_late), clauses=("S-3.2.b",), departs_because="The account was abused.")
    decision = decide(too_late.pk, proposal=proposal, act=act_of("mei", minutes=2))
    assert (decision.ruling, decision.needs_supervisor) == (Ruling.PENDING, True)
    assert not Message.objects.filter(kind="rejection").exists()


def test_every_decision_departs_where_the_policy_recommends_none(
    case: RefundCase, examined: Cases, grant: Callable[..., Proposal], act_of: Acts
) -> None:
    undecided = examined(case, defect=None)
    assert undecided.recommendation == "needs_information"
    assert "Say why" in refusal(undecided, grant(100_00, outcome="approve"), act_of("mei", minutes=2))


@pytest.mark.parametrize(("asked", "needs_supervisor"), [(50_00, False), (50_01, True)])
def test_an_amount_above_the_limit_of_agents_needs_a_supervisor(
    asked: int, needs_supervisor: bool, open_case: Cases, examined: Cases, act_of: Acts
) -> None:
    case = examined(open_case(requested_minor=asked))
    decision = decide(case.pk, proposal=recommended_proposal(case), act=act_of("mei", minutes=2))
    assert decision.needs_supervisor is needs_supervisor


def test_only_the_assignee_decides(approvable: RefundCase, act_of: Acts) -> None:
    assert "Take the case first" in refusal(approvable, recommended_proposal(approvable), act_of("tom", minutes=2))


def test_facts_that_changed_since_the_evaluation_are_seen(approvable: RefundCase, order: object, act_of: Acts) -> None:
    proposal = recommended_proposal(approvable)
    quota = UsageQuota.objects.get()
    quota.consumed = 400
    quota.save(act=act_of("door", minutes=2))
    assert "The facts have changed" in refusal(approvable, proposal, act_of("mei", minutes=3))


def test_a_case_nobody_evaluated_is_not_decided(case: RefundCase, act_of: Acts) -> None:
    from tests.money_cast import take

    take(case, act_of("mei"))
    assert "Evaluate it first" in refusal(case, Proposal("reject", (), ("S-2",), "No."), act_of("mei", minutes=1))


def test_nothing_above_what_is_still_held(approvable: RefundCase, grant: Callable[..., Proposal], act_of: Acts) -> None:
    proposal = grant(100_01, because="a gift")
    assert "more than the 100.00 USD still held" in refusal(approvable, proposal, act_of("mei", minutes=2))


def test_nothing_above_what_was_asked_for_without_a_reason(
    open_case: Cases, examined: Cases, grant: Callable[..., Proposal], act_of: Acts
) -> None:
    case = examined(open_case(requested_minor=30_00))
    assert "more than the 30.00 USD that the customer asked for" in refusal(
        case, grant(40_00), act_of("mei", minutes=2)
    )


def test_only_charges_in_the_file(
    approvable: RefundCase, customer: Customer, grant: Callable[..., Proposal], act_of: Acts
) -> None:
    values = {"status": "captured", "amount_minor": 9_00, "captured_minor": 9_00, "captured_at": MOMENT}
    other = Charge.objects.record(act_of("door"), reference="CH-9", customer=customer, currency="USD", **values)
    proposal = replace(grant(5_00, because="x"), parts=(Part(other.pk, Money(5_00, "USD")),))
    assert "not in the file" in refusal(approvable, proposal, act_of("mei", minutes=2))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"outcome": ""}, "Choose an outcome"),
        ({"reason": " "}, "Give the reason"),
        ({"clauses": ("S-99",)}, "S-99 is not a clause"),
        ({"outcome": "reject"}, "take the amounts out"),
        ({"outcome": "reject", "clauses": (), "parts": ()}, "name at least one clause"),
        ({"parts": ()}, "at least one charge"),
    ],
)
def test_a_proposal_without_sense_is_refused(
    change: dict[str, object], sentence: str, approvable: RefundCase, grant: Callable[..., Proposal], act_of: Acts
) -> None:
    proposal = replace(grant(40_00, because="x"), **change)  # type: ignore[arg-type]
    assert sentence in refusal(approvable, proposal, act_of("mei", minutes=2))


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        (Money(0, "USD"), "above zero"),
        (Money(-1, "USD"), "above zero"),
        (Money(40_00, "EUR"), "was paid in USD, not in EUR"),
    ],
)
def test_an_amount_of_another_kind_is_refused(
    amount: Money, sentence: str, approvable: RefundCase, grant: Callable[..., Proposal], charge: Charge, act_of: Acts
) -> None:
    proposal = replace(grant(1, because="x"), parts=(Part(charge.pk, amount),))
    assert sentence in refusal(approvable, proposal, act_of("mei", minutes=2))


def test_a_charge_named_twice_is_refused(approvable: RefundCase, grant: Callable[..., Proposal], act_of: Acts) -> None:
    proposal = grant(60_00, because="x")
    assert "named twice" in refusal(approvable, replace(proposal, parts=proposal.parts * 2), act_of("mei", minutes=2))


def test_all_faults_are_told_at_once(approvable: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused) as refused:
        decide(approvable.pk, proposal=Proposal("approve"), act=act_of("mei", minutes=2))
    assert len(refused.value.sentences) == 3


def test_the_balance_only_where_the_customer_chose_it(
    approvable: RefundCase, grant: Callable[..., Proposal], act_of: Acts
) -> None:
    proposal = grant(100_00, route="account_balance", because="cheaper")
    assert "only where the customer chose it" in refusal(approvable, proposal, act_of("mei", minutes=2))


def test_a_bank_transfer_needs_an_account_and_a_reason(
    approvable: RefundCase, grant: Callable[..., Proposal], act_of: Acts
) -> None:
    sentences = refusal(approvable, grant(100_00, route="bank_transfer"), act_of("mei", minutes=2))
    assert "given no bank account" in sentences
    assert "where the original account is closed, or where a supervisor approved special" in sentences
    assert "Say why here" in sentences


@pytest.mark.parametrize("wrong", [{"outcome": "maybe"}, {"route": "cash"}])
def test_words_outside_the_vocabulary_are_no_proposal(wrong: dict[str, str], grant: Callable[..., Proposal]) -> None:
    with pytest.raises(ProposalError):
        grant(1, **wrong)
