"""Finance records that paid money came back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import CaseStatus, Charge, Payout, PayoutStatus, RefundCase
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.record_return import record_return

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


@pytest.fixture
def paid(payout: Payout, act_of: Acts) -> Payout:
    """A payout that was paid."""
    pay(payout.pk, act=act_of("worker", minutes=5))
    return payout


def test_what_came_back_is_held_again_and_the_case_goes_on_with_its_agent(paid: Payout, act_of: Acts) -> None:
    returned = record_return(paid.pk, act=act_of("fatima", "The account is closed.", days=9))
    case = RefundCase.fetch(paid.case_id)
    assert (returned.status, returned.last_problem) == (PayoutStatus.RETURNED, "The account is closed.")
    assert Charge.objects.get().refunded_minor == 0
    assert (case.status, case.assignee and case.assignee.username) == (CaseStatus.IN_REVIEW, "mei")


def test_it_needs_the_words_of_the_bank(paid: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match="why the money came back"):
        record_return(paid.pk, act=replace(act_of("fatima", days=9), why=" "))


@pytest.mark.parametrize("who", ["mei", "sofia", "wei", "anna", "adam"])
def test_nobody_but_finance_records_it(who: str, paid: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include"):
        record_return(paid.pk, act=act_of(who, days=9))
    assert Payout.fetch(paid.pk).status == PayoutStatus.SUCCEEDED


def test_what_was_not_paid_does_not_come_back(payout: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match="not possible in the state"):
        record_return(payout.pk, act=act_of("fatima", minutes=5))
    with pytest.raises(NoSuchRow):
        record_return(404, act=act_of("fatima"))
