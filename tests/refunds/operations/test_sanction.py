"""An account is restricted, frozen or terminated by two supervisors, apart from any refund (302-V.2, reading 5.7)."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.acts import Act
from accounts.models import Customer, Sanction
from refunds.locks import NoSuchRow
from refunds.models import RefundCase
from refunds.operations import enforce, sanction
from refunds.operations.assess import is_current
from refunds.operations.perform import Refused
from refunds.operations.words import UnknownWord
from tests.refunds.models.tables import refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Sanctioned = Callable[..., Customer]


@pytest.fixture
def proposed(customer: Customer, act_of: Acts) -> Sanction:
    """Sofia proposes to freeze the account."""
    act = act_of("sofia", " Falsified evidence in RC-1. ")
    return sanction.propose_sanction(customer.pk, measure="freeze", act=act)


def test_what_is_proposed_changes_nothing_yet(customer: Customer, proposed: Sanction) -> None:
    assert (proposed.status, proposed.reason, proposed.proposed_by.username) == (
        "proposed",
        "Falsified evidence in RC-1.",
        "sofia",
    )
    assert Customer.fetch(customer.pk).status == "active"


@pytest.mark.parametrize(
    ("measure", "status"), [("restrict", "restricted"), ("freeze", "frozen"), ("terminate", "terminated")]
)
def test_another_supervisor_approves_it_for_the_reason_that_was_proposed(
    customer: Customer, act_of: Acts, measure: str, status: str
) -> None:
    found = sanction.propose_sanction(customer.pk, measure=measure, act=act_of("sofia", "Falsified evidence."))
    sanction.approve_sanction(found.pk, act=act_of("ravi", "I saw the files.", minutes=5))
    after = Customer.fetch(customer.pk)
    assert (after.status, after.status_reason, after.sanction) == (status, "Falsified evidence.", found)
    assert after.history.latest().history_user.username == "ravi"
    assert Sanction.fetch(found.pk).ruled_because == "I saw the files."


def test_nobody_approves_or_declines_what_they_proposed(proposed: Sanction, act_of: Acts) -> None:
    for step in (sanction.approve_sanction, sanction.decline_sanction):
        with pytest.raises(Refused, match="You proposed this sanction"):
            step(proposed.pk, act=act_of("sofia", minutes=5))


def test_the_database_refuses_a_proposer_who_approves(proposed: Sanction, act_of: Acts) -> None:
    approved = {"status": "approved", "ruled_by": proposed.proposed_by, "ruled_at": act_of("sofia").at}
    with pytest.raises(IntegrityError, match="accounts_sanction_four_eyes"), transaction.atomic():
        QuerySet(Sanction).filter(pk=proposed.pk).update(**approved)


def test_the_database_refuses_a_status_that_no_sanction_carries(customer: Customer, proposed: Sanction) -> None:
    plain = "UPDATE accounts_customer SET status = 'frozen' WHERE id = %s"
    assert "no approved sanction says so" in refusal(plain, customer.pk)
    carried = "UPDATE accounts_customer SET status = 'frozen', sanction_id = %s WHERE id = %s"
    assert "no approved sanction says so" in refusal(carried, proposed.pk, customer.pk)


def test_a_sanction_is_used_once(customer: Customer, sanctioned: Sanctioned, act_of: Acts) -> None:
    used = sanctioned(customer, "freeze").sanction
    enforce.reinstate_customer(customer.pk, act=act_of("ravi", minutes=7))
    with pytest.raises(IntegrityError, match="no approved sanction says so"), transaction.atomic():
        QuerySet(Customer).filter(pk=customer.pk).update(status="terminated", sanction=used)


def test_what_was_proposed_or_ruled_stays_as_it_was(
    customer: Customer, sanctioned: Sanctioned, proposed: Sanction
) -> None:
    assert "can not be altered" in refusal("UPDATE accounts_sanction SET measure = 'terminate'")
    sanction.take_back_sanction(proposed.pk, act=Act(proposed.proposed_by, proposed.proposed_at, "mistaken"))
    assert "can not be altered" in refusal("UPDATE accounts_sanction SET ruled_because = 'other'")


def test_a_declined_sanction_leaves_the_account_and_another_may_be_proposed(
    customer: Customer, proposed: Sanction, act_of: Acts
) -> None:
    with pytest.raises(Refused, match="waits for its second person already"):
        sanction.propose_sanction(customer.pk, measure="restrict", act=act_of("ravi"))
    sanction.decline_sanction(proposed.pk, act=act_of("ravi", "The files are genuine.", minutes=5))
    assert Customer.fetch(customer.pk).status == "active"
    assert sanction.propose_sanction(customer.pk, measure="restrict", act=act_of("ravi", minutes=6)).pk


def test_only_the_proposer_takes_it_back(proposed: Sanction, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Only who proposed a sanction takes it back"):
        sanction.take_back_sanction(proposed.pk, act=act_of("ravi", minutes=5))
    assert sanction.take_back_sanction(proposed.pk, act=act_of("sofia", minutes=5)).status == "taken_back"


@pytest.mark.parametrize("outsider", ["mei", "fatima", "wei", "anna", "adam", "door", "worker"])
def test_only_supervisors_have_a_part_in_it(
    customer: Customer, proposed: Sanction, act_of: Acts, outsider: str
) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        sanction.approve_sanction(proposed.pk, act=act_of(outsider))
    with pytest.raises(Refused, match="Your role does not include this step"):
        sanction.propose_sanction(customer.pk, measure="freeze", act=act_of(outsider))


def test_a_sanction_rests_on_a_violation_of_this_customer(customer: Customer, act_of: Acts) -> None:
    act = act_of("sofia", "Abuse.")
    with pytest.raises(Refused, match="ABUSE-7 is no violation on record"):
        sanction.propose_sanction(customer.pk, measure="freeze", record="ABUSE-7", act=act)
    found = enforce.allege_violation(customer.pk, reference="ABUSE-7", type="abuse", note="reported", act=act)
    assert sanction.propose_sanction(customer.pk, measure="freeze", record="ABUSE-7", act=act).violation == found


def test_a_sanction_has_a_measure_and_a_reason_that_fits(customer: Customer, act_of: Acts) -> None:
    with pytest.raises(UnknownWord, match="“scold” is none of"):
        sanction.propose_sanction(customer.pk, measure="scold", act=act_of("sofia"))
    with pytest.raises(Refused, match="Say why"):
        sanction.propose_sanction(customer.pk, measure="freeze", act=act_of("sofia", why=""))
    with pytest.raises(Refused, match="has 201 characters; the most is 200"):
        sanction.propose_sanction(customer.pk, measure="freeze", act=act_of("sofia", why="x" * 201))


def test_what_the_account_cannot_become_is_not_proposed(
    customer: Customer, sanctioned: Sanctioned, act_of: Acts
) -> None:
    sanctioned(customer, "terminate")
    with pytest.raises(Refused, match="not possible in the state “terminated”"):
        sanction.propose_sanction(customer.pk, measure="freeze", act=act_of("sofia", minutes=8))


def test_a_frozen_account_changes_no_recommendation(
    case: RefundCase, examined: Callable[..., RefundCase], sanctioned: Sanctioned
) -> None:
    before = examined(case).recommendation
    sanctioned(case.customer, "freeze")
    after = RefundCase.fetch(case.pk)
    assert (after.recommendation, is_current(after)) == (before, True)


def test_what_is_not_there_is_named(act_of: Acts) -> None:
    with pytest.raises(NoSuchRow, match="There is no sanction 404"):
        sanction.approve_sanction(404, act=act_of("ravi"))
