"""The technical audit: who asks, who concludes, and what the conclusion establishes."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group

from accounts.acts import Act
from refunds.models import CaseStatus, RefundCase, TechnicalAudit
from refunds.operations.assess import is_current
from refunds.operations.audit import conclude_audit, start_audit
from refunds.operations.perform import Refused
from refunds.operations.triage import assign
from refunds.operations.words import UnknownWord

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]
QUESTION = "Does the log show that the generator failed?"
FOUND = "Every call between 5 and 9 March failed with a time-out of ours."


@pytest.fixture
def audited(taken: Given, act_of: Acts) -> Callable[..., TechnicalAudit]:
    """audited(case): Mei has taken it and asked the technical auditors."""

    def make(case: RefundCase) -> TechnicalAudit:
        taken(case)
        return start_audit(case.pk, question=QUESTION, act=act_of("mei", minutes=2))

    return make


def test_an_audit_is_asked_for_with_a_question(case: RefundCase, audited: Given, act_of: Acts) -> None:
    audit = audited(case)
    assert (audit.status, audit.question, audit.asked_at) == ("pending", QUESTION, act_of("mei", minutes=2).at)
    assert RefundCase.fetch(case.pk).status == CaseStatus.TECHNICAL_AUDIT


def test_an_audit_without_a_question_is_not_asked_for(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(Refused, match="what the auditors are to find out"):
        start_audit(case.pk, question=" ", act=act_of("mei"))
    assert not case.audits.exists()


def test_only_the_assignee_asks_for_an_audit(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(Refused, match="Only the person to whom the case is assigned"):
        start_audit(case.pk, question=QUESTION, act=act_of("tom"))


def test_the_auditor_signs_what_was_found_and_the_case_goes_back_to_review(
    case: RefundCase, audited: Given, act_of: Acts
) -> None:
    audited(case)
    audit = conclude_audit(case.pk, result="confirmed", finding=FOUND, act=act_of("wei", hours=1))
    assert (audit.status, audit.finding, audit.auditor.username) == ("confirmed", FOUND, "wei")
    assert audit.concluded_at == act_of("wei", hours=1).at
    after = RefundCase.fetch(case.pk)
    assert (after.status, after.assignee.username) == (CaseStatus.IN_REVIEW, "mei")
    assert is_current(after)


@pytest.mark.parametrize("outsider", ["mei", "tom", "sofia", "fatima", "anna"])
def test_only_a_technical_auditor_concludes(case: RefundCase, audited: Given, act_of: Acts, outsider: str) -> None:
    audited(case)
    with pytest.raises(Refused):
        conclude_audit(case.pk, result="confirmed", finding=FOUND, act=act_of(outsider))


def test_the_assignee_does_not_conclude_the_audit_with_an_auditors_role_either(
    case: RefundCase, audited: Given, people: SimpleNamespace, act_of: Acts
) -> None:
    people.mei.hold(Group.objects.filter(name__in=["agent", "technical_auditor"]), act_of("adam"))
    audited(case)
    with pytest.raises(Refused, match="Somebody else has to conclude it"):
        conclude_audit(case.pk, result="confirmed", finding=FOUND, act=act_of("mei"))


def test_who_asked_does_not_conclude_even_when_the_case_is_somebody_elses_by_now(
    case: RefundCase, audited: Given, people: SimpleNamespace, act_of: Acts
) -> None:
    people.mei.hold(Group.objects.filter(name__in=["agent", "technical_auditor"]), act_of("adam"))
    audited(case)
    assign(case.pk, person=people.tom, act=act_of("sofia", "swap", minutes=3))
    with pytest.raises(Refused, match="You asked for this audit"):
        conclude_audit(case.pk, result="confirmed", finding=FOUND, act=act_of("mei", minutes=4))


def test_who_has_the_case_by_now_does_not_conclude_what_somebody_else_asked(
    case: RefundCase, audited: Given, people: SimpleNamespace, act_of: Acts
) -> None:
    people.tom.hold(Group.objects.filter(name__in=["agent", "technical_auditor"]), act_of("adam"))
    audited(case)
    assign(case.pk, person=people.tom, act=act_of("sofia", "swap", minutes=3))
    with pytest.raises(Refused, match="or the case is yours"):
        conclude_audit(case.pk, result="confirmed", finding=FOUND, act=act_of("tom", minutes=4))


def test_a_confirmed_defect_of_a_service_is_a_finding_of_the_auditor(
    case: RefundCase, audited: Given, act_of: Acts
) -> None:
    audited(case)
    conclude_audit(case.pk, result="confirmed", finding=FOUND, act=act_of("wei", hours=1))
    finding = case.findings.get()
    assert (finding.subject, finding.result, finding.note) == ("service_defect", "confirmed", FOUND)
    assert finding.recorded_by.username == "wei"
    assert RefundCase.fetch(case.pk).recommendation == "approve"


def test_an_audit_that_clears_the_platform_is_a_finding_too(case: RefundCase, audited: Given, act_of: Acts) -> None:
    audited(case)
    conclude_audit(case.pk, result="not_platform_fault", finding="Wrong key.", act=act_of("wei", hours=1))
    assert case.findings.get().result == "not_confirmed"
    assert RefundCase.fetch(case.pk).recommendation == "reject"


def test_an_inconclusive_audit_establishes_nothing(case: RefundCase, audited: Given, act_of: Acts) -> None:
    audited(case)
    conclude_audit(case.pk, result="inconclusive", finding="The logs are gone.", act=act_of("wei", hours=1))
    assert not case.findings.exists()


def test_where_the_result_is_said_to_differ_that_is_what_the_audit_establishes(
    open_case: Given, audited: Given, act_of: Acts
) -> None:
    case = open_case(ground="results_differ")
    audited(case)
    conclude_audit(case.pk, result="confirmed", finding="No faces at all.", act=act_of("wei", hours=1))
    assert case.findings.get().subject == "result_differs"


def test_abnormal_consumption_is_confirmed_for_named_records_and_refunded(
    case_302: RefundCase, audited: Given, act_of: Acts
) -> None:
    audited(case_302)
    assert RefundCase.fetch(case_302.pk).recommendation == "needs_technical_audit"
    audit = conclude_audit(
        case_302.pk, result="confirmed", abnormal_usage_ids=["USE-1"], finding=FOUND, act=act_of("wei", hours=1)
    )
    after = RefundCase.fetch(case_302.pk)
    assert audit.abnormal_usage_ids == ["USE-1"]
    assert (after.recommendation, after.recommended_minor) == ("approve", 30_00)
    assert not case_302.findings.exists()


def test_abnormal_consumption_is_not_confirmed_without_naming_a_record(
    case_302: RefundCase, audited: Given, act_of: Acts
) -> None:
    audited(case_302)
    with pytest.raises(Refused, match="Name the usage records"):
        conclude_audit(case_302.pk, result="confirmed", finding=FOUND, act=act_of("wei", hours=1))
    assert RefundCase.fetch(case_302.pk).status == CaseStatus.TECHNICAL_AUDIT


def test_every_record_outside_the_file_is_named(case_302: RefundCase, audited: Given, act_of: Acts) -> None:
    audited(case_302)
    with pytest.raises(Refused) as refused:
        conclude_audit(
            case_302.pk,
            result="confirmed",
            abnormal_usage_ids=["USE-8", "USE-1", "USE-9"],
            finding=FOUND,
            act=act_of("wei"),
        )
    assert refused.value.sentences == [
        "Usage record USE-8 is not in the file of this case.",
        "Usage record USE-9 is not in the file of this case.",
    ]


def test_records_are_named_only_where_they_are_confirmed(case_302: RefundCase, audited: Given, act_of: Acts) -> None:
    audited(case_302)
    with pytest.raises(Refused, match="only where the audit confirms them"):
        conclude_audit(
            case_302.pk, result="inconclusive", abnormal_usage_ids=["USE-1"], finding=FOUND, act=act_of("wei")
        )


def test_an_audit_says_what_it_found(case: RefundCase, audited: Given, act_of: Acts) -> None:
    audited(case)
    with pytest.raises(Refused, match="Write what the audit found"):
        conclude_audit(case.pk, result="confirmed", finding="", act=act_of("wei"))
    assert case.audits.get().status == "pending"


@pytest.mark.parametrize("result", ["pending", "perhaps"])
def test_an_audit_is_concluded_with_a_result(case: RefundCase, audited: Given, act_of: Acts, result: str) -> None:
    audited(case)
    with pytest.raises(UnknownWord):
        conclude_audit(case.pk, result=result, finding=FOUND, act=act_of("wei"))


def test_a_case_is_audited_again_and_both_audits_stay_on_record(
    case_302: RefundCase, audited: Given, act_of: Acts
) -> None:
    audited(case_302)
    conclude_audit(case_302.pk, result="inconclusive", finding="Logs gone.", act=act_of("wei", hours=1))
    start_audit(case_302.pk, question="And in the backup?", act=act_of("mei", hours=2))
    conclude_audit(
        case_302.pk, result="confirmed", abnormal_usage_ids=["USE-1"], finding=FOUND, act=act_of("wei", hours=3)
    )
    assert [audit.status for audit in case_302.audits.all()] == ["inconclusive", "confirmed"]
