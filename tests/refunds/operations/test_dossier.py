"""What a live case tells the policy: what the desk and other cases added to it."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import (
    Direction,
    Evidence,
    Finding,
    LedgerEntry,
    Message,
    Payout,
    RefundCase,
    TechnicalAudit,
)
from refunds.operations.dossier import dossier_of
from refunds.operations.pay import pay
from refunds.operations.review import ask_review
from refunds.policies import evaluate, read
from tests.cast import MOMENT
from tests.documents import scenario

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]


def facts(case: RefundCase) -> dict[str, Any]:
    """The facts of a live case as of the moment; they make a dossier that can be evaluated."""
    document = dossier_of(case, MOMENT)
    assert evaluate(read(document)).id == case.number
    found: dict[str, Any] = document["facts"]
    return found


def find(case: RefundCase, act: Act, **values: Any) -> Finding:
    """Staff establish something."""
    return Finding.objects.record(act, case=case, recorded_by=act.by, recorded_at=act.at, **values)


@pytest.fixture
def refused(case: RefundCase, rejected: Cases) -> RefundCase:
    """Case RC-1, rejected by Mei as the policy recommends."""
    return rejected(case)


def test_the_same_rows_give_the_same_document(case: RefundCase) -> None:
    assert dossier_of(case, MOMENT) == dossier_of(RefundCase.fetch(case.pk), MOMENT)


def test_a_finding_that_was_retracted_is_not_told(case: RefundCase, act_of: Acts) -> None:
    mistaken = find(case, act_of("mei"), position=1, subject="abuse", result="suspected")
    find(case, act_of("mei"), position=2, subject="service_defect", result="confirmed")
    mistaken.retracted_at, mistaken.retracted_because = MOMENT, "another customer was meant"
    mistaken.save(act=act_of("mei"))
    assert facts(case)["findings"] == [{"subject": "service_defect", "result": "confirmed"}]


def test_of_several_audits_the_latest_is_told(case: RefundCase, act_of: Acts) -> None:
    for status, id in (("inconclusive", "US-1"), ("confirmed", "US-2")):
        TechnicalAudit.objects.record(
            act_of("wei"), case=case, status=status, asked_at=MOMENT, abnormal_usage_ids=[id], concluded_at=MOMENT
        )
    assert facts(case)["audit"]["abnormal_usage_ids"] == ["US-2"]


def test_the_first_answer_given_from_here_is_told_and_our_notes_are_not(case: RefundCase, act_of: Acts) -> None:
    act = act_of("mei", minutes=5)
    for direction in (Direction.OUTBOUND, Direction.NOTE):
        Message.objects.create(case=case, direction=direction, by=act.by, at=act.at, body="text")
    case.answered(act)
    case.save(act=act)
    told = facts(case)
    assert told["company_contacts"] == [{"at": act.at.isoformat(), "kind": "human"}]
    assert "staff_notes" not in told


def test_a_refund_paid_in_another_case_is_told(open_case: Cases, payout: Payout, act_of: Acts, people: Any) -> None:
    other = open_case("RC-2")
    pay(payout.pk, act=Act(by=people.worker, at=MOMENT, why="the worker's round"))
    [refund] = facts(other)["prior_refunds"]
    assert (refund["kind"], refund["charge_id"], refund["amount"]) == ("refund", "CH-1", "100.00")
    assert "same_loss" not in refund


def test_a_refund_that_came_back_is_not_told(open_case: Cases, payout: Payout, people: Any) -> None:
    other = open_case("RC-2")
    pay(payout.pk, act=Act(by=people.worker, at=MOMENT, why="the worker's round"))
    entry = LedgerEntry.objects.get()
    LedgerEntry.objects.create(
        kind="reversal", charge=entry.charge, payout=entry.payout, currency="USD", amount_minor=-100_00
    )
    assert "prior_refunds" not in facts(other)


def test_versions_that_came_with_a_case_speak_for_it_alone(bring_in: Any) -> None:
    own, other = bring_in(scenario("SV-138")), bring_in(scenario("SV-001"))
    assert [version["version"] for version in dossier_of(own)["facts"]["policy_versions"]] == ["2025-01", "2025-03"]
    assert "policy_versions" not in dossier_of(other)["facts"]


def test_an_earlier_case_is_told_with_its_decision(open_case: Cases, refused: RefundCase, act_of: Acts) -> None:
    again = open_case("RC-2", previous=refused, claim_type="re_application")
    [application] = facts(again)["prior_applications"]
    assert (application["id"], application["outcome"], application["decided_by"]) == ("RC-1", "rejected", "mei")
    assert application["reasons"]


def test_under_review_the_claim_is_the_review_s_beside_the_first_decision(refused: RefundCase, act_of: Acts) -> None:
    asked = act_of("mei", hours=5)
    ask_review(refused.pk, text="Look again.", act=asked)
    told = facts(RefundCase.fetch(refused.pk))
    assert told["claim"]["type"] == "secondary_review"
    assert told["claim"]["submitted_at"] == asked.at.isoformat()
    assert told["claim"]["new_materials"] is False
    assert [application["id"] for application in told["prior_applications"]] == ["RC-1"]


def test_evidence_sent_with_the_review_is_new(refused: RefundCase, act_of: Acts) -> None:
    asked = act_of("mei", hours=5)
    Evidence.objects.record(
        asked, case=refused, position=7, kind="server_trace", received_at=MOMENT, recorded_by=asked.by
    )
    ask_review(refused.pk, text="Look again.", evidence=["output_samples"], act=asked)
    told = facts(RefundCase.fetch(refused.pk))["claim"]
    assert told["new_materials"] is True
    assert {item["kind"] for item in told["evidence"]} == {"server_trace", "output_samples"}


def test_a_review_brings_nothing_new_by_evidence_sent_before(refused: RefundCase, act_of: Acts) -> None:
    act = act_of("mei", hours=4)
    Evidence.objects.record(act, case=refused, position=7, kind="server_trace", received_at=act.at, recorded_by=act.by)
    ask_review(refused.pk, text="Look again.", act=act_of("mei", hours=5))
    assert facts(RefundCase.fetch(refused.pk))["claim"]["new_materials"] is False
