"""Whole stories, told through the pages: from the claim that comes in to the money that goes back, or does not."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.utils.timezone import now

from accounts.acts import Act
from refunds.models import Charge, Decision, Message, Payout, RefundCase, UsageQuota
from refunds.operations.assess import assess
from refunds.operations.pay import pay
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
OpenCase = Callable[..., RefundCase]


@pytest.fixture
def received(case: RefundCase, people: SimpleNamespace) -> RefundCase:
    """Case RC-1, as the door leaves it: received and assessed."""
    assess(case.pk, act=Act(by=people.door, at=now(), why="contact form"))
    return RefundCase.fetch(case.pk)


def worker_pays(people: SimpleNamespace) -> None:
    """The payout worker makes its round."""
    for payout in Payout.objects.filter(status="reserved"):
        pay(payout.pk, act=Act(by=people.worker, at=now(), why="payout job"))


def story_of(case: RefundCase) -> list[tuple[str, str, str]]:
    """Who brought the case into which state, and why, from the beginning."""
    told: list[tuple[str, str, str]] = []
    for version in case.history.select_related("history_user").order_by("history_id"):
        if not told or told[-1][1] != version.status:
            told.append((version.history_user.username, version.status, version.history_change_reason))
    return told


def test_a_refund_from_intake_to_payout(
    desk: Desk, people: SimpleNamespace, received: RefundCase, charge: Charge
) -> None:
    case, mei, sofia = received, desk("mei"), desk("sofia")

    assert mei.queue("?tab=unassigned") == ["RC-1"]
    mei.takes(case, "take", why="next in the queue")
    mei.takes(case, "reply", text="I am looking at it.")
    mei.takes(case, "record_finding", subject="service_defect", result="confirmed", note="reproduced")
    assert mei.sees(case).context["verdict"].evaluation.recommendation == "approve"
    mei.takes(case, "decide")

    assert sofia.queue() == ["RC-1"]
    assert [str(paid["part"].amount) for paid in sofia.opens(case, "approve").context["payments"]] == ["100.00 USD"]
    sofia.takes(case, "approve", why="checked against the records")
    worker_pays(people)

    case, charge = RefundCase.fetch(case.pk), Charge.fetch(charge.pk)
    assert case.status == "refunded"
    assert (charge.status, str(charge.refunded), str(charge.refundable)) == ("refunded", "100.00 USD", "0.00 USD")
    assert UsageQuota.objects.get().unused == 0
    assert [(who, state) for who, state, _why in story_of(case)] == [
        ("door", "received"),
        ("mei", "in_review"),
        ("mei", "awaiting_approval"),
        ("sofia", "approved"),
        ("worker", "refunded"),
    ]
    assert [why for _who, _state, why in story_of(case)][1::2] == ["next in the queue", "checked against the records"]
    assert all(version.history_date and version.history_user_id for version in case.history.all())
    told = Message.objects.filter(direction="outbound").order_by("pk")
    assert [letter.kind for letter in told] == ["human", "approval", "confirmation"]


def test_a_rejection_as_recommended_is_final_at_once_and_tells_the_reasons(
    desk: Desk, people: SimpleNamespace, open_case: OpenCase, charge: Charge
) -> None:
    case, mei = open_case(), desk("mei")

    mei.takes(case, "take")
    mei.takes(case, "record_finding", subject="service_defect", result="not_confirmed", note="works as described")
    mei.takes(case, "decide")

    case = RefundCase.fetch(case.pk)
    decision = case.decisions.get()
    assert (case.status, decision.ruling, decision.departs) == ("rejected", "not_needed", False)
    letter = Message.objects.get(direction="outbound")
    assert letter.kind == "rejection"
    assert not Payout.objects.exists()


def test_an_audit_without_a_result_is_followed_by_another(
    desk: Desk, people: SimpleNamespace, case_302: RefundCase
) -> None:
    case, mei, wei = case_302, desk("mei"), desk("wei")

    mei.takes(case, "take")
    mei.takes(case, "start_audit", question="Did the call fail on our side?")
    wei.takes(case, "conclude_audit", result="inconclusive", finding="The log of that hour is missing.")
    mei.takes(case, "start_audit", question="The log is restored: did it fail?")
    found = {f"found_{case.case_usage.get().usage_id}": "abnormal"}
    wei.takes(case, "conclude_audit", result="confirmed", finding="Failed on our side.", **found)
    mei.takes(case, "decide")
    desk("sofia").takes(case, "approve")
    worker_pays(people)

    case = RefundCase.fetch(case.pk)
    assert (case.status, [audit.status for audit in case.audits.all()]) == ("refunded", ["inconclusive", "confirmed"])
    assert str(Payout.objects.get().amount) == "30.00 USD"
    assert [state for _who, state, _why in story_of(case)].count("technical_audit") == 2


def test_a_secondary_review_is_decided_by_another_supervisor_and_approved_by_a_third_person(
    desk: Desk, people: SimpleNamespace, case: RefundCase, charge: Charge
) -> None:
    mei, tom, sofia, ravi = (desk(name) for name in ("mei", "tom", "sofia", "ravi"))
    mei.takes(case, "take")
    mei.takes(case, "record_finding", subject="service_defect", result="not_confirmed", note="works here")
    mei.takes(case, "decide")

    tom.takes(case, "ask_review", text="I disagree: see the recording.", evidence="recording")
    refused = mei.opens(case, "decide_review").context["off"]
    sofia.takes(case, "record_finding", subject="service_defect", result="confirmed", note="seen on the recording")
    shown = sofia.opens(case, "decide_review").context
    sofia.takes(
        case,
        "decide_review",
        outcome="approve",
        clauses=["S-2.1.a"],
        reason="The recording shows the defect.",
        **{f"amount_{charge.pk}": "100.00"},
    )
    own = sofia.opens(case, "approve").context["off"]
    ravi.takes(case, "approve")
    worker_pays(people)

    assert refused
    assert shown["under_review"].decision.outcome == "reject"
    assert "You prepared this decision. Somebody else has to approve it." in own
    first, second = Decision.objects.order_by("pk")
    assert [(d.stage, d.outcome, d.prepared_by.username) for d in (first, second)] == [
        ("first", "reject", "mei"),
        ("second", "approve", "sofia"),
    ]
    assert RefundCase.fetch(case.pk).status == "refunded"
    assert len(sofia.sees(case).context["decisions"]) == 2
