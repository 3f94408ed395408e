"""What staff establish, who may, and how it is taken back."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import CaseStatus, Decision, Finding, RefundCase
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.assess import is_current
from refunds.operations.audit import start_audit
from refunds.operations.findings import record_finding, retract_finding
from refunds.operations.legal_hold import hold
from refunds.operations.perform import Refused
from refunds.operations.review import ask_review
from refunds.operations.triage import assign, return_to_queue
from refunds.operations.words import UnknownWord

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]
DEFECT = {
    "subject": "service_defect",
    "result": "confirmed",
    "note": "Reproduced on 9 March with their prompt.",
}


def test_a_finding_of_the_assignee_is_on_file_with_who_and_when(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    finding = record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=5))
    assert (finding.recorded_by.username, finding.recorded_at) == ("mei", act_of("mei", minutes=5).at)
    assert (finding.subject, finding.result, finding.note) == tuple(DEFECT.values())


def test_the_case_is_looked_at_again_with_the_finding(case: RefundCase, taken: Given, act_of: Acts) -> None:
    assert taken(case).recommendation == "needs_information"
    record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=5))
    after = RefundCase.fetch(case.pk)
    assert (after.recommendation, after.recommended_minor) == ("approve", 100_00)
    assert is_current(after)


def test_findings_stand_in_the_order_in_which_they_were_recorded(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    for minutes, result in enumerate(("suspected", "not_confirmed", "confirmed")):
        record_finding(case.pk, **{**DEFECT, "result": result}, act=act_of("mei", minutes=5 + minutes))
    assert [(f.position, f.result) for f in case.findings.all()] == [
        (1, "suspected"),
        (2, "not_confirmed"),
        (3, "confirmed"),
    ]


def test_a_finding_rests_on_something(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(Refused, match="what the finding rests on"):
        record_finding(case.pk, **{**DEFECT, "note": " \n"}, act=act_of("mei"))
    assert not case.findings.exists()


@pytest.mark.parametrize("field", ["subject", "result"])
def test_a_word_outside_the_vocabulary_is_refused_with_the_vocabulary(
    case: RefundCase, taken: Given, act_of: Acts, field: str
) -> None:
    taken(case)
    with pytest.raises(UnknownWord, match="“luck” is none of: "):
        record_finding(case.pk, **{**DEFECT, field: "luck"}, act=act_of("mei"))


@pytest.mark.parametrize("colleague", ["tom", "sofia", "wei", "fatima", "anna", "door"])
def test_nobody_but_the_assignee_records_findings_in_review(
    case: RefundCase, taken: Given, act_of: Acts, colleague: str
) -> None:
    taken(case)
    with pytest.raises(Refused):
        record_finding(case.pk, **DEFECT, act=act_of(colleague))
    assert not case.findings.exists()


def test_a_case_that_nobody_has_taken_gets_no_findings(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="not possible in the state “received”"):
        record_finding(case.pk, **DEFECT, act=act_of("mei"))


def test_the_technical_auditor_records_findings_during_the_audit(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    start_audit(case.pk, question="Does the generator fail?", act=act_of("mei", minutes=2))
    assert record_finding(case.pk, **DEFECT, act=act_of("wei", minutes=3)).recorded_by.username == "wei"


@pytest.mark.parametrize("subject", ["goodwill", "special_circumstances", "statutory_right"])
def test_a_supervisor_approves_an_exception_on_a_case_that_is_somebody_elses(
    case: RefundCase, taken: Given, act_of: Acts, subject: str
) -> None:
    taken(case)
    finding = record_finding(
        case.pk, subject=subject, result="approved", note="Three years without a request.", act=act_of("sofia")
    )
    assert finding.result == "approved"


@pytest.mark.parametrize("subject", ["goodwill", "special_circumstances", "statutory_right"])
def test_the_agent_asserts_an_exception_and_does_not_approve_it(
    case: RefundCase, taken: Given, act_of: Acts, subject: str
) -> None:
    taken(case)
    record_finding(case.pk, subject=subject, result="asserted", note="So the customer says.", act=act_of("mei"))
    with pytest.raises(Refused, match="Your role does not include this step"):
        record_finding(case.pk, subject=subject, result="approved", note="Nice customer.", act=act_of("mei"))


def test_what_is_found_or_not_found_is_approved_by_nobody(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(UnknownWord, match="“unauthorised charge” can be found or not found"):
        record_finding(case.pk, subject="unauthorised", result="approved", note="Sure.", act=act_of("sofia"))


def test_the_facts_under_a_pending_decision_do_not_move(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    for who, result in (("mei", "confirmed"), ("sofia", "approved")):
        with pytest.raises(Refused, match="not possible in the state “awaiting approval”"):
            record_finding(case.pk, subject="goodwill", result=result, note="Late.", act=act_of(who, minutes=5))


def test_a_case_on_hold_gets_no_findings(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    hold(case.pk, kind="court", reference="C-1", act=act_of("mei", minutes=2))
    with pytest.raises(Refused, match="not possible in the state “legal hold”"):
        record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=3))


def test_a_closed_case_gets_no_findings(case: RefundCase, rejected: Given, act_of: Acts) -> None:
    rejected(case)
    with pytest.raises(Refused, match="not possible in the state “rejected”"):
        record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=5))


def test_in_a_review_only_who_took_no_part_in_the_decision_records_findings(
    case: RefundCase, rejected: Given, people: SimpleNamespace, act_of: Acts
) -> None:
    assign(case.pk, person=people.tom, act=act_of("sofia"))
    return_to_queue(case.pk, act=act_of("tom"))
    rejected(case)
    ask_review(case.pk, text="I disagree.", evidence=["new_log"], act=act_of("door", hours=1))
    for touched in ("mei", "sofia"):
        with pytest.raises(Refused):
            record_finding(case.pk, **DEFECT, act=act_of(touched, hours=2))
    assert record_finding(case.pk, **DEFECT, act=act_of("ravi", hours=2)).recorded_by == people.ravi


def test_a_mistaken_finding_is_taken_back_and_counts_no_more(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    finding = record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=5))
    retracted = retract_finding(finding.pk, act=act_of("mei", "That was another customer's prompt.", minutes=9))
    assert retracted.retracted_because == "That was another customer's prompt."
    assert RefundCase.fetch(case.pk).recommendation == "needs_information"
    assert Finding.objects.filter(pk=finding.pk).exists()


def test_taking_back_needs_a_reason(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    finding = record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=5))
    with pytest.raises(Refused, match="Say why the finding is taken back"):
        retract_finding(finding.pk, act=act_of("mei", why="", minutes=6))


def test_a_finding_is_taken_back_once(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    finding = record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=5))
    retract_finding(finding.pk, act=act_of("mei", minutes=6))
    with pytest.raises(Refused, match="taken back already"):
        retract_finding(finding.pk, act=act_of("mei", "once more", minutes=7))
    assert Finding.fetch(finding.pk).retracted_because == "because the test says so"


def test_an_agent_does_not_take_back_what_a_supervisor_granted(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    granted = record_finding(
        case.pk, subject="goodwill", result="approved", note="Three years.", act=act_of("sofia", minutes=2)
    )
    with pytest.raises(Refused, match="Somebody else recorded this finding"):
        retract_finding(granted.pk, act=act_of("mei", minutes=3))


def test_a_supervisor_takes_back_an_agents_finding(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    finding = record_finding(case.pk, **DEFECT, act=act_of("mei", minutes=5))
    assert retract_finding(finding.pk, act=act_of("ravi", "Not reproducible.", minutes=6)).retracted_at


def test_no_finding_is_taken_back_under_a_pending_decision(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    with pytest.raises(Refused, match="not possible in the state “awaiting approval”"):
        retract_finding(case.findings.get().pk, act=act_of("mei", minutes=5))


def test_a_finding_that_is_not_there_is_named(people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(NoSuchRow, match="There is no finding 404"):
        retract_finding(404, act=act_of("mei"))


def test_findings_are_recorded_in_no_state_but_those_under_examination() -> None:
    for step in ("record_finding", "approve_exception", "retract_finding"):
        sources = set(getattr(RefundCase, step)._django_fsm.transitions)
        assert sources == set(UNDER_EXAMINATION) - {CaseStatus.RECEIVED}
