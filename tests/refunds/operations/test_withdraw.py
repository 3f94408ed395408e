"""The customer takes the request back."""

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import CaseStatus, Decision, RefundCase, Ruling
from refunds.operations.approve import approve, send_back
from refunds.operations.audit import start_audit
from refunds.operations.correspondence import ask_customer
from refunds.operations.legal_hold import hold
from refunds.operations.perform import Refused
from refunds.operations.withdraw import withdraw

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]
WHY = "The customer found the cause on their side and wrote so."


def test_a_received_case_is_closed_at_the_customers_wish(case: RefundCase, act_of: Acts) -> None:
    closed = withdraw(case.pk, act=act_of("mei", WHY))
    assert closed.status == CaseStatus.WITHDRAWN
    assert case.history.latest().history_change_reason == WHY


def test_a_case_that_waits_for_the_customer_is_withdrawn(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    ask_customer(case.pk, text="Which browser?", act=act_of("mei", minutes=2))
    assert withdraw(case.pk, act=act_of("mei", WHY, minutes=3)).status == CaseStatus.WITHDRAWN


def test_a_case_under_audit_is_withdrawn(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    start_audit(case.pk, question="Did it fail?", act=act_of("mei", minutes=2))
    assert withdraw(case.pk, act=act_of("tom", WHY, minutes=3)).status == CaseStatus.WITHDRAWN


def test_the_customer_gets_a_receipt(case: RefundCase, act_of: Acts) -> None:
    withdraw(case.pk, act=act_of("mei", WHY))
    letter = case.messages.get(direction="outbound")
    assert letter.kind == "withdrawal"
    assert "closed your request without a decision" in letter.body


def test_a_withdrawal_says_how_the_customer_said_so(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Say how the customer took the request back"):
        withdraw(case.pk, act=act_of("mei", why=" "))
    assert RefundCase.fetch(case.pk).status == CaseStatus.RECEIVED


@pytest.mark.parametrize("outsider", ["fatima", "wei", "anna", "adam", "door", "worker"])
def test_only_agents_and_supervisors_record_a_withdrawal(case: RefundCase, act_of: Acts, outsider: str) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        withdraw(case.pk, act=act_of(outsider, WHY))


def test_no_decision_stays_waiting_on_a_withdrawn_case(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    decision = prepared(case)
    withdraw(case.pk, act=act_of("tom", WHY, minutes=5))
    ruled = Decision.fetch(decision.pk)
    assert (ruled.ruling, ruled.ruled_by.username) == (Ruling.DECLINED, "tom")
    assert ruled.ruled_because == f"Withdrawn by the customer: {WHY}"
    assert RefundCase.fetch(case.pk).pending_decision is None


def test_a_withdrawn_case_can_not_be_approved_any_more(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    withdraw(case.pk, act=act_of("tom", WHY, minutes=5))
    with pytest.raises(Refused):
        approve(case.pk, act=act_of("sofia", minutes=6))
    assert not case.payouts.exists()


def test_who_prepared_the_decision_is_told_who_can_end_the_case(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    decision = prepared(case)
    with pytest.raises(Refused, match="Somebody else has to send it back, or to record the withdrawal"):
        withdraw(case.pk, act=act_of("mei", WHY, minutes=5))
    assert Decision.fetch(decision.pk).ruling == Ruling.PENDING


def test_once_sent_back_the_preparer_records_the_withdrawal(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    send_back(case.pk, act=act_of("sofia", "The customer is writing to Mei.", minutes=5))
    assert withdraw(case.pk, act=act_of("mei", WHY, minutes=6)).status == CaseStatus.WITHDRAWN


def test_an_approved_refund_is_not_withdrawn(case: RefundCase, granted: Callable[..., object], act_of: Acts) -> None:
    granted(case)
    with pytest.raises(Refused, match="not possible in the state “approved, being paid”"):
        withdraw(case.pk, act=act_of("tom", WHY, minutes=9))


def test_a_case_on_hold_is_not_withdrawn(case: RefundCase, act_of: Acts) -> None:
    hold(case.pk, kind="court", reference="C-1", act=act_of("sofia"))
    with pytest.raises(Refused, match="not possible in the state “legal hold”"):
        withdraw(case.pk, act=act_of("sofia", WHY))
