"""Looking at what the customer sent."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import Decision, RefundCase
from refunds.operations.assess import is_current
from refunds.operations.evidence import add_evidence, judge_evidence
from refunds.operations.perform import Refused

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]


def test_the_assignee_says_that_evidence_can_not_be_read_and_the_policy_hears_it(
    case_302: RefundCase, taken: Given, act_of: Acts
) -> None:
    taken(case_302)
    evidence = judge_evidence(
        case_302.evidence.get().pk, readable=False, note="A black picture.", act=act_of("mei", minutes=5)
    )
    after = RefundCase.fetch(case_302.pk)
    assert (evidence.readable, evidence.note) == (False, "A black picture.")
    assert after.recommendation == "needs_information"
    assert is_current(after)


def test_a_judgement_says_what_is_to_be_seen(case_302: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case_302)
    with pytest.raises(Refused, match="Say what is to be seen"):
        judge_evidence(case_302.evidence.get().pk, readable=True, note="", act=act_of("mei"))


def test_only_who_may_record_findings_judges_evidence(case_302: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case_302)
    with pytest.raises(Refused, match="Only the person to whom the case is assigned"):
        judge_evidence(case_302.evidence.get().pk, readable=False, note="Black.", act=act_of("tom"))


def test_evidence_is_not_judged_under_a_pending_decision(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    evidence = add_evidence(case, ["log"], act_of("door"))[0]
    prepared(case)
    with pytest.raises(Refused, match="awaiting approval"):
        judge_evidence(evidence.pk, readable=False, note="Black.", act=act_of("mei", minutes=9))


def test_evidence_that_is_not_there_is_named(people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(NoSuchRow, match="There is no evidence 404"):
        judge_evidence(404, readable=True, note="?", act=act_of("mei"))
