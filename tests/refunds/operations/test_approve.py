"""A second person approves: money is reserved, payouts and their jobs are made, and the customer is told."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from accounts.roles import AGENT
from refunds.models import (
    CaseStatus,
    Charge,
    Decision,
    Finding,
    Message,
    Payout,
    PayoutStatus,
    RefundCase,
    Ruling,
)
from refunds.money import Money
from refunds.operations.approve import approve, send_back
from refunds.operations.correspondence import reply
from refunds.operations.decide import Part, Proposal, decide, recommended_proposal
from refunds.operations.perform import Refused

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]
Prepared = Callable[..., Decision]


def refusal(case: RefundCase, act: Act) -> str:
    """Why the approval is refused; nothing is stored."""
    with pytest.raises(Refused) as refused:
        approve(case.pk, act=act)
    assert not Payout.objects.exists()
    assert not ProcrastinateJob.objects.exists()
    assert RefundCase.fetch(case.pk).status == CaseStatus.AWAITING_APPROVAL
    return str(refused.value)


def test_an_approval_reserves_the_money_and_makes_the_payout(
    case: RefundCase, prepared: Prepared, act_of: Acts
) -> None:
    decision = approve(prepared(case).case_id, act=act_of("sofia", minutes=3))
    payout = Payout.objects.get()
    assert (decision.ruling, RefundCase.fetch(case.pk).status) == (Ruling.APPROVED, CaseStatus.APPROVED)
    assert (payout.amount, payout.route, payout.provider) == (Money(100_00, "USD"), "original", "sandbox")
    assert (payout.destination, payout.prepared_by.username, payout.approved_by.username) == ("CH-1", "mei", "sofia")
    assert payout.policy_version == decision.evaluation.policy_version
    assert payout.status == PayoutStatus.RESERVED
    assert Charge.objects.get().reserved_minor == 100_00


def test_each_payout_has_a_key_of_its_own(open_case: Cases, granted: Callable[..., Payout]) -> None:
    payouts = [granted(open_case(f"RC-{n}", requested_minor=20_00)) for n in (1, 2)]
    assert payouts[0].key != payouts[1].key
    assert all(payout.key.startswith("refund-") for payout in payouts)


def test_the_job_of_the_payout_is_queued_with_it(payout: Payout) -> None:
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.queue_name, job.args) == ("refunds.pay", "payouts", {"payout_id": payout.pk})


def test_the_customer_reads_what_goes_back_and_until_when(payout: Payout) -> None:
    letter = Message.objects.get(kind="approval")
    assert "100.00 USD to the account that paid" in letter.body
    assert "until 2026-03-18, 18:00" in letter.body


def test_nobody_approves_what_they_prepared(open_case: Cases, prepared: Prepared, act_of: Acts) -> None:
    decision = prepared(open_case(requested_minor=40_00))
    assert "Somebody else has to approve" in refusal(decision.case, act_of("mei", minutes=3))


def test_an_agent_approves_up_to_the_limit(open_case: Cases, prepared: Prepared, act_of: Acts) -> None:
    decision = prepared(open_case(requested_minor=50_00))
    assert approve(decision.case_id, act=act_of("tom", minutes=3)).ruling == Ruling.APPROVED


def test_an_agent_does_not_approve_above_the_limit(case: RefundCase, prepared: Prepared, act_of: Acts) -> None:
    assert "above the 50.00 USD that you may approve" in refusal(prepared(case).case, act_of("tom", minutes=3))


def test_many_small_approvals_do_not_add_up_to_more_than_the_limit_of_the_day(
    open_case: Cases, prepared: Prepared, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AGENT.approves_in_a_day, "USD", 60_00)
    approve(prepared(open_case("RC-8", requested_minor=40_00)).case_id, act=act_of("tom", minutes=3))
    second = prepared(open_case("RC-9", requested_minor=40_00)).case
    with pytest.raises(Refused) as refused:
        approve(second.pk, act=act_of("tom", minutes=4))
    (said,) = refused.value.sentences
    assert "You approved 40.00 USD in the last 24 hours; with 40.00 USD it would be more than the 60.00 USD" in said
    assert approve(second.pk, act=act_of("sofia", minutes=5)).ruling == Ruling.APPROVED


def test_an_agent_does_not_approve_a_departure(case: RefundCase, examined: Cases, charge: Charge, act_of: Acts) -> None:
    part = Part(charge.pk, Money(10_00, "USD"))
    proposal = Proposal("approve_partial", (part,), ("S-2.1.a",), "Agreed.", "The customer agreed to 10.00.")
    decide(examined(case).pk, proposal=proposal, act=act_of("mei", minutes=2))
    assert "needs a supervisor" in refusal(case, act_of("tom", minutes=3))
    assert approve(case.pk, act=act_of("sofia", minutes=4)).ruling == Ruling.APPROVED


@pytest.mark.parametrize("who", ["fatima", "wei", "anna", "adam", "worker"])
def test_no_other_role_approves(who: str, open_case: Cases, prepared: Prepared, act_of: Acts) -> None:
    decision = prepared(open_case(requested_minor=40_00))
    assert "Your role does not include this step" in refusal(decision.case, act_of(who, minutes=3))


def test_facts_that_changed_after_the_decision_stop_the_approval(
    case: RefundCase, prepared: Prepared, act_of: Acts
) -> None:
    decision = prepared(case)
    finding = Finding.objects.get()
    finding.retracted_at, finding.retracted_because = act_of("mei").at, "mixed up with another case"
    finding.save(act=act_of("mei"))
    assert "The facts have changed" in refusal(decision.case, act_of("sofia", minutes=3))


def test_an_answer_to_the_customer_does_not_stop_the_approval(
    case: RefundCase, prepared: Prepared, act_of: Acts
) -> None:
    decision = prepared(case)
    reply(case.pk, text="We are looking at it.", act=act_of("mei", minutes=3))
    assert approve(decision.case_id, act=act_of("sofia", minutes=4)).ruling == Ruling.APPROVED


def test_two_cases_never_get_more_than_the_charge_holds(open_case: Cases, prepared: Prepared, act_of: Acts) -> None:
    first, second = (prepared(open_case(f"RC-{n}", requested_minor=60_00)) for n in (1, 2))
    approve(first.case_id, act=act_of("sofia", minutes=3))
    with pytest.raises(Refused, match=r"more than the 40\.00 USD still held"):
        approve(second.case_id, act=act_of("sofia", minutes=4))
    assert Charge.objects.get().reserved_minor == 60_00


def test_a_method_nobody_pays_back_is_a_question_of_the_route(
    case: RefundCase, charge: Charge, examined: Cases, act_of: Acts
) -> None:
    charge.method = "crypto"
    charge.save(act=act_of("door"))
    part = Part(charge.pk, Money(100_00, "USD"))
    proposal = Proposal("approve", (part,), ("S-2.1.a",), "Unusable.", "Paid back by hand.")
    decide(examined(case).pk, proposal=proposal, act=act_of("mei", minutes=2))
    assert "agree on another route" in refusal(case, act_of("sofia", minutes=3))


def test_a_departing_rejection_is_final_when_a_supervisor_confirms_it(
    case: RefundCase, examined: Cases, act_of: Acts
) -> None:
    proposal = Proposal("reject", (), ("S-3.2.b",), "The account was abused.", "The abuse team confirmed it today.")
    decide(examined(case).pk, proposal=proposal, act=act_of("mei", minutes=2))
    assert not Message.objects.filter(kind="rejection").exists()
    assert "Your role does not include" in refusal(case, act_of("tom", minutes=3))
    assert approve(case.pk, act=act_of("sofia", minutes=3)).ruling == Ruling.APPROVED
    assert RefundCase.fetch(case.pk).status == CaseStatus.REJECTED
    assert "The account was abused. (S-3.2.b)" in Message.objects.get(kind="rejection").body


def test_a_decision_sent_back_goes_on_with_its_preparer(case: RefundCase, prepared: Prepared, act_of: Acts) -> None:
    decision = send_back(prepared(case).case_id, act=act_of("sofia", "Check the second charge.", minutes=3))
    case = RefundCase.fetch(case.pk)
    assert (decision.ruling, decision.ruled_because) == (Ruling.DECLINED, "Check the second charge.")
    assert (case.status, case.assignee) == (CaseStatus.IN_REVIEW, decision.prepared_by)
    again = decide(case.pk, proposal=recommended_proposal(case), act=act_of("mei", minutes=4))
    assert approve(again.case_id, act=act_of("sofia", minutes=5)).ruling == Ruling.APPROVED


def test_sending_back_needs_a_reason(case: RefundCase, prepared: Prepared, act_of: Acts) -> None:
    decision = prepared(case)
    with pytest.raises(Refused, match="looked at again"):
        send_back(decision.case_id, act=replace(act_of("sofia", minutes=3), why=" "))
    assert Decision.objects.get().ruling == Ruling.PENDING


def test_what_is_approved_once_is_not_approved_again(payout: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match="not possible in the state"):
        approve(payout.case_id, act=act_of("ravi", minutes=4))
    assert Payout.objects.count() == 1


def test_a_case_without_a_decision_has_nothing_to_approve(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="not possible in the state"):
        approve(case.pk, act=act_of("sofia"))
    with pytest.raises(Refused, match="not possible in the state"):
        send_back(case.pk, act=act_of("sofia"))
