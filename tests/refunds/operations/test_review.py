"""The customer disagrees, and somebody with no hand in the first decision looks again (S-7.2, reading 5.10)."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from accounts.acts import Act
from refunds.models import CaseStatus, Charge, Decision, Message, Payout, RefundCase, Ruling, Stage
from refunds.money import Money
from refunds.operations.approve import approve, send_back
from refunds.operations.decide import Part, Proposal, decide, recommended_proposal
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.review import ask_review, decide_review
from refunds.operations.withdraw import withdraw
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]
SAME_END = Proposal("reject", (), ("S-3.3.b",), "The request came 48 days after the purchase.")
REFUSED_AGAIN = {"outcome": "reject", "reason": "The same.", "ruling": "not_needed"}


@pytest.fixture
def rejected(open_case: Cases, examined: Cases, act_of: Acts) -> RefundCase:
    """Mei rejected it as recommended: the request came after 30 days."""
    case = examined(open_case(submitted_at=MOMENT + dt.timedelta(days=40)))
    decide(case.pk, proposal=recommended_proposal(case), act=act_of("mei", minutes=2))
    return case


@pytest.fixture
def disputed(rejected: RefundCase, act_of: Acts) -> RefundCase:
    """The customer disagrees and sends an earlier mail."""
    return ask_review(rejected.pk, text="I wrote on day one.", evidence=("earlier_mail",), act=act_of("tom", hours=5))


def more(charge: Charge, minor: int) -> Proposal:
    """Grant an amount of the charge."""
    return Proposal("approve_partial", (Part(charge.pk, Money(minor, "USD")),), ("S-2.1.a",), "The mail proves it.")


def test_a_disagreement_opens_a_review_and_is_confirmed(disputed: RefundCase) -> None:
    assert (disputed.status, disputed.assignee) == (CaseStatus.SECONDARY_REVIEW, None)
    assert Message.objects.filter(direction="inbound", body="I wrote on day one.").exists()
    assert "reviewed again by somebody" in Message.objects.get(kind="receipt").body
    assert [item.kind for item in disputed.evidence.all()] == ["earlier_mail"]


def test_the_first_claim_stays_as_it_was_made(rejected: RefundCase, disputed: RefundCase) -> None:
    assert (disputed.claim_type, disputed.submitted_at) == ("first", rejected.submitted_at)
    first, review = disputed.evaluations.order_by("pk")[0], disputed.current_evaluation
    assert (first.facts["claim"]["type"], review.facts["claim"]["type"]) == ("first", "secondary_review")


def test_a_review_with_something_new_is_for_a_person(disputed: RefundCase) -> None:
    assert disputed.recommendation == "needs_supervisor"
    application = disputed.current_evaluation.facts["prior_applications"][0]
    assert (application["outcome"], application["decided_by"], application["reasons"]) == (
        "rejected",
        "mei",
        ["S-3.3.b"],
    )


def test_a_review_with_nothing_new_asks_for_it(rejected: RefundCase, act_of: Acts) -> None:
    case = ask_review(rejected.pk, text="I disagree.", act=act_of("tom", hours=5))
    assert (case.recommendation, case.current_evaluation.document["missing"]) == (
        "needs_information",
        ["additional_evidence"],
    )
    assert "anything new" in Message.objects.get(kind="receipt").body


def test_a_review_has_clocks_of_its_own(disputed: RefundCase, act_of: Acts) -> None:
    assert disputed.review_by is not None
    assert disputed.review_by > act_of("tom", hours=5).at


def test_the_same_end_upholds_and_is_final(disputed: RefundCase, act_of: Acts) -> None:
    decision = decide_review(disputed.pk, proposal=SAME_END, act=act_of("sofia", hours=6))
    assert (decision.stage, decision.upheld, decision.ruling) == (Stage.SECOND, True, Ruling.NOT_NEEDED)
    assert RefundCase.fetch(disputed.pk).status == CaseStatus.UPHELD
    assert Decision.objects.count() == 2
    letter = Message.objects.filter(kind="rejection").latest("at")
    assert "came to the same end" in letter.body
    assert "ask us for a secondary review" not in letter.body


def test_whoever_decided_first_does_not_review(rejected: RefundCase, charge: Charge, act_of: Acts) -> None:
    decision = rejected.decisions.get()
    act = act_of("sofia", hours=5)
    ask_review(rejected.pk, text="No.", evidence=("mail",), act=act_of("tom", hours=5))
    Message.objects.create(case=rejected, direction="note", by=act.by, at=decision.prepared_at, body="Reject it.")
    with pytest.raises(Refused, match="You took part in the first decision"):
        decide_review(rejected.pk, proposal=SAME_END, act=act_of("sofia", hours=6))
    assert decide_review(rejected.pk, proposal=SAME_END, act=act_of("ravi", hours=7)).upheld


@pytest.mark.parametrize("who", ["mei", "sofia"])
def test_the_database_refuses_a_review_by_whoever_had_a_hand_in_it(
    who: str, rejected: RefundCase, act_of: Acts
) -> None:
    first = rejected.decisions.get()
    note = act_of("sofia")
    Message.objects.create(case=rejected, direction="note", by=note.by, at=first.prepared_at, body="Reject it.")
    by = act_of(who, hours=6)
    second = {"stage": Stage.SECOND, "upheld": True, "prepared_by": by.by, "prepared_at": by.at}
    with pytest.raises(IntegrityError, match="does not review it"), transaction.atomic():
        Decision.objects.record(by, case=rejected, evaluation=first.evaluation, **second, **REFUSED_AGAIN)
    by = act_of("ravi", hours=6)
    second |= {"prepared_by": by.by}
    assert Decision.objects.record(by, case=rejected, evaluation=first.evaluation, **second, **REFUSED_AGAIN).pk


def test_the_database_refuses_the_review_of_nothing(case: RefundCase, examined: Cases, act_of: Acts) -> None:
    act, evaluation = act_of("sofia", hours=6), examined(case).current_evaluation
    second = {"stage": Stage.SECOND, "upheld": True, "prepared_by": act.by, "prepared_at": act.at}
    with pytest.raises(IntegrityError, match="has no decision to review"), transaction.atomic():
        Decision.objects.record(act, case=case, evaluation=evaluation, **second, **REFUSED_AGAIN)


@pytest.mark.parametrize("who", ["mei", "tom", "fatima"])
def test_only_a_supervisor_reviews(who: str, disputed: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include"):
        decide_review(disputed.pk, proposal=SAME_END, act=act_of(who, hours=6))


def test_another_end_waits_for_another_supervisor(disputed: RefundCase, charge: Charge, act_of: Acts) -> None:
    decision = decide_review(disputed.pk, proposal=more(charge, 10_00), act=act_of("sofia", hours=6))
    assert (decision.upheld, decision.ruling, decision.needs_supervisor) == (False, Ruling.PENDING, True)
    for who, why in (("sofia", "Somebody else has to approve"), ("tom", "needs a supervisor")):
        with pytest.raises(Refused, match=why):
            approve(disputed.pk, act=act_of(who, hours=7))
    approve(disputed.pk, act=act_of("ravi", hours=7))
    letter = Message.objects.get(kind="approval").body
    assert "looked at your request again and changed the decision, because:\n- " in letter
    assert "If you disagree" not in letter
    pay(Payout.objects.get().pk, act=act_of("worker", hours=8))
    assert RefundCase.fetch(disputed.pk).status == CaseStatus.REFUNDED


def test_an_overturning_that_is_sent_back_is_reviewed_on(disputed: RefundCase, charge: Charge, act_of: Acts) -> None:
    decide_review(disputed.pk, proposal=more(charge, 10_00), act=act_of("sofia", hours=6))
    send_back(disputed.pk, act=act_of("ravi", "Is the mail genuine?", hours=7))
    assert RefundCase.fetch(disputed.pk).status == CaseStatus.SECONDARY_REVIEW
    assert decide_review(disputed.pk, proposal=SAME_END, act=act_of("sofia", hours=8)).upheld


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("mei", "Your role does not include this step"),
        ("tom", "Your role does not include this step"),
        ("sofia", "You prepared this decision"),
    ],
)
def test_an_overturning_is_declined_by_who_could_review_it(
    who: str, why: str, disputed: RefundCase, charge: Charge, act_of: Acts
) -> None:
    decide_review(disputed.pk, proposal=more(charge, 10_00), act=act_of("sofia", hours=6))
    with pytest.raises(Refused, match=why):
        send_back(disputed.pk, act=act_of(who, "I was right.", hours=7))


def test_whoever_had_a_hand_in_the_first_decision_agrees_to_its_change_and_stops_none(
    open_case: Cases, granted: Callable[..., Payout], charge: Charge, act_of: Acts
) -> None:
    case = open_case(requested_minor=70_00)
    pay(granted(case).pk, act=act_of("worker", minutes=5))
    ask_review(case.pk, text="All of it, please.", evidence=("mail",), act=act_of("tom", hours=5))
    decide_review(case.pk, proposal=more(charge, 30_00), act=act_of("ravi", hours=6))
    with pytest.raises(Refused, match="You took part in the first decision"):
        send_back(case.pk, act=act_of("sofia", "It was enough.", hours=7))
    with pytest.raises(Refused, match="You took part in the decision under review"):
        withdraw(case.pk, act=act_of("mei", "They called.", hours=7))
    assert approve(case.pk, act=act_of("sofia", hours=7)).ruling == Ruling.APPROVED


def test_granting_something_although_nothing_is_new_needs_a_reason(
    rejected: RefundCase, charge: Charge, act_of: Acts
) -> None:
    ask_review(rejected.pk, text="I disagree.", act=act_of("tom", hours=5))
    with pytest.raises(Refused, match="Say why"):
        decide_review(rejected.pk, proposal=more(charge, 10_00), act=act_of("sofia", hours=6))


def test_a_review_of_a_part_grants_more_but_never_above_what_is_held(
    open_case: Cases, granted: Callable[..., Payout], charge: Charge, act_of: Acts
) -> None:
    case = open_case(requested_minor=70_00)
    pay(granted(case).pk, act=act_of("worker", minutes=5))
    ask_review(case.pk, text="All of it, please.", evidence=("mail",), act=act_of("tom", hours=5))
    with pytest.raises(Refused, match=r"more than the 30\.00 USD still held"):
        decide_review(case.pk, proposal=more(charge, 30_01), act=act_of("ravi", hours=6))
    decide_review(case.pk, proposal=more(charge, 30_00), act=act_of("ravi", hours=6))
    approve(case.pk, act=act_of("sofia", hours=7))
    pay(Payout.objects.latest("pk").pk, act=act_of("worker", hours=8))
    charge = Charge.fetch(charge.pk)
    assert (charge.refunded_minor, RefundCase.fetch(case.pk).status) == (100_00, CaseStatus.REFUNDED)


def test_what_is_not_decided_is_not_reviewed(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="not possible in the state"):
        ask_review(case.pk, text="I disagree.", act=act_of("tom"))


def test_a_disagreement_has_words(rejected: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="what the customer disagrees with"):
        ask_review(rejected.pk, text=" ", act=act_of("tom", hours=5))


def test_who_is_granted_a_part_reads_of_the_right_to_a_review(
    case: RefundCase, examined: Cases, charge: Charge, act_of: Acts
) -> None:
    part = (Part(charge.pk, Money(10_00, "USD")),)
    proposal = Proposal("approve_partial", part, ("S-2.1.a",), "A tenth failed.", "The logs show one failure in ten.")
    decide(examined(case).pk, proposal=proposal, act=act_of("mei", minutes=2))
    approve(case.pk, act=act_of("sofia", minutes=3))
    assert "If you disagree, ask us for a secondary review" in Message.objects.get(kind="approval").body


def test_upholding_a_part_stays_with_what_was_granted(
    open_case: Cases, granted: Callable[..., Payout], act_of: Acts
) -> None:
    case = open_case(requested_minor=70_00)
    pay(granted(case).pk, act=act_of("worker", minutes=5))
    ask_review(case.pk, text="All of it, please.", evidence=("mail",), act=act_of("tom", hours=5))
    decide_review(case.pk, proposal=SAME_END, act=act_of("ravi", hours=6))
    assert "we can't refund more than was granted" in Message.objects.get(kind="rejection").body
