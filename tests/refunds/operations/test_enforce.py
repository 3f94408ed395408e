"""What is held against a customer, what is done about it, and what it means for their cases."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from accounts.models import Customer, Violation
from refunds.locks import NoSuchRow
from refunds.models import Decision, RefundCase
from refunds.operations import enforce
from refunds.operations.approve import approve
from refunds.operations.assess import is_current
from refunds.operations.perform import Refused
from refunds.operations.words import UnknownWord

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
ALLEGED = {"reference": "ABUSE-7", "type": "abuse", "note": "Reported by the trust team on 10 March."}


@pytest.fixture
def violation(customer: Customer, act_of: Acts) -> Violation:
    """Lin Hua is said to have abused the service."""
    return enforce.allege_violation(customer.pk, **ALLEGED, act=act_of("sofia"))


def test_what_somebody_is_said_to_have_done_is_alleged(violation: Violation, act_of: Acts) -> None:
    assert (violation.status, violation.type, violation.recorded_at) == ("alleged", "abuse", act_of("sofia").at)
    assert violation.history.get().history_user.username == "sofia"


def test_one_record_is_kept_once(violation: Violation, act_of: Acts) -> None:
    with pytest.raises(Refused, match="ABUSE-7 is on record for this customer already"):
        enforce.allege_violation(violation.customer_id, **ALLEGED, act=act_of("ravi"))


@pytest.mark.parametrize(("field", "sentence"), [("reference", "Give the number"), ("note", "who says what")])
def test_an_allegation_says_who_says_what(customer: Customer, act_of: Acts, field: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        enforce.allege_violation(customer.pk, **{**ALLEGED, field: " "}, act=act_of("sofia"))


def test_a_violation_is_of_a_known_type(customer: Customer, act_of: Acts) -> None:
    with pytest.raises(UnknownWord, match="“rudeness” is none of"):
        enforce.allege_violation(customer.pk, **{**ALLEGED, "type": "rudeness"}, act=act_of("sofia"))


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (enforce.confirm_violation, "confirmed"),
        (enforce.clear_violation, "cleared"),
        (enforce.overturn_violation, "overturned"),
    ],
)
def test_a_supervisor_judges_an_allegation(
    violation: Violation, act_of: Acts, step: Callable[..., Violation], status: str
) -> None:
    judged = step(violation.pk, act=act_of("ravi", "Looked at the logs."))
    assert judged.status == status
    assert judged.history.latest().history_change_reason == "Looked at the logs."


def test_what_was_overturned_is_not_confirmed_any_more(violation: Violation, act_of: Acts) -> None:
    enforce.overturn_violation(violation.pk, act=act_of("ravi"))
    with pytest.raises(Refused, match="not possible in the state “overturned”"):
        enforce.confirm_violation(violation.pk, act=act_of("ravi"))


def test_an_account_is_given_back(customer: Customer, sanctioned: Callable[..., Customer], act_of: Acts) -> None:
    sanctioned(customer, "freeze")
    after = enforce.reinstate_customer(customer.pk, act=act_of("ravi", "Investigation closed.", minutes=1))
    assert (after.status, after.status_reason, after.sanction) == ("active", "", None)


def test_a_terminated_account_is_not_given_back(
    customer: Customer, sanctioned: Callable[..., Customer], act_of: Acts
) -> None:
    sanctioned(customer, "terminate")
    with pytest.raises(Refused, match="not possible in the state “terminated”"):
        enforce.reinstate_customer(customer.pk, act=act_of("ravi"))


@pytest.mark.parametrize("outsider", ["mei", "fatima", "wei", "anna", "adam", "door", "worker"])
def test_only_a_supervisor_enforces(
    act_of: Acts, violation: Violation, outsider: str, sanctioned: Callable[..., Customer]
) -> None:
    customer = sanctioned(violation.customer, "freeze")
    act = act_of(outsider)
    attempts = [
        lambda: enforce.allege_violation(customer.pk, **{**ALLEGED, "reference": "X"}, act=act),
        lambda: enforce.confirm_violation(violation.pk, act=act),
        lambda: enforce.clear_violation(violation.pk, act=act),
        lambda: enforce.overturn_violation(violation.pk, act=act),
        lambda: enforce.reinstate_customer(customer.pk, act=act),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="Your role does not include this step"):
            attempt()
    assert (Customer.fetch(customer.pk).status, Violation.objects.count()) == ("frozen", 1)


def test_every_step_needs_a_reason_that_fits(
    violation: Violation, act_of: Acts, sanctioned: Callable[..., Customer]
) -> None:
    customer = sanctioned(violation.customer, "freeze")
    for step, row in ((enforce.confirm_violation, violation), (enforce.reinstate_customer, customer)):
        with pytest.raises(Refused, match="Say why"):
            step(row.pk, act=act_of("sofia", why=""))
        with pytest.raises(Refused, match="has 201 characters; the most is 200"):
            step(row.pk, act=act_of("sofia", why="x" * 201))


def test_a_confirmed_violation_is_seen_in_the_open_cases_at_once(
    case: RefundCase, examined: Callable[..., RefundCase], violation: Violation, act_of: Acts
) -> None:
    assert examined(case).recommendation == "needs_supervisor"
    enforce.confirm_violation(violation.pk, act=act_of("sofia", minutes=5))
    after = RefundCase.fetch(case.pk)
    assert after.recommendation == "reject"
    assert is_current(after)
    enforce.overturn_violation(violation.pk, act=act_of("ravi", minutes=6))
    assert RefundCase.fetch(case.pk).recommendation == "approve"


def test_a_violation_confirmed_under_a_pending_decision_stops_its_approval(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    decision = prepared(case)
    alleged = enforce.allege_violation(case.customer_id, **ALLEGED, act=act_of("sofia", minutes=5))
    enforce.confirm_violation(alleged.pk, act=act_of("sofia", minutes=6))
    assert RefundCase.fetch(case.pk).current_evaluation == decision.evaluation
    with pytest.raises(Refused, match="The facts have changed"):
        approve(case.pk, act=act_of("ravi", minutes=7))


def test_who_is_not_there_is_named(people: SimpleNamespace, act_of: Acts) -> None:
    with pytest.raises(NoSuchRow, match="There is no customer 404"):
        enforce.reinstate_customer(404, act=act_of("sofia"))
    with pytest.raises(NoSuchRow, match="There is no violation 404"):
        enforce.confirm_violation(404, act=act_of("sofia"))
