"""What a customer's message changes in their claim."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import Charge, Order, RefundCase, RequestedAmount
from refunds.money import Money
from refunds.operations.answer import Answer, PayoutAccount, VoucherSent
from refunds.operations.assess import is_current
from refunds.operations.correspondence import hear_customer
from refunds.operations.perform import Refused
from refunds.operations.words import UnknownWord
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def test_an_answer_fills_in_the_claim(case_302: RefundCase, act_of: Acts) -> None:
    answer = Answer(
        event_at=MOMENT - dt.timedelta(days=2),
        time_given=True,
        requested=Money(12_50, "EUR"),
        identity_provided=True,
        identity_matches_account=False,
        new_materials=True,
        vouchers=(VoucherSent("CH-9", payer_name_matches_account=False),),
    )
    hear_customer(case_302.pk, text="As asked.", channel="email", answer=answer, act=act_of("mei", hours=1))
    after = RefundCase.fetch(case_302.pk)
    assert (after.event_at, after.requested) == (MOMENT - dt.timedelta(days=2), Money(12_50, "EUR"))
    assert (after.identity_provided, after.identity_matches_account, after.new_materials) == (True, False, True)
    assert [(v.position, v.charge_reference) for v in case_302.vouchers.all()] == [(1, "CH-1"), (2, "CH-9")]
    assert is_current(after)


def test_what_an_answer_does_not_say_stays_as_it_was(case: RefundCase, act_of: Acts) -> None:
    hear_customer(case.pk, text="It failed.", channel="email", answer=Answer(reason_given=True), act=act_of("door"))
    after = RefundCase.fetch(case.pk)
    assert (after.order_number_given, after.requested, after.identity_provided) == (True, Money(100_00, "USD"), None)


def test_an_account_for_a_transfer_is_given_with_what_was_checked_of_it(case: RefundCase, act_of: Acts) -> None:
    answer = Answer(payout_preference="bank_transfer", payout_account=PayoutAccount(owner_matches_customer=True))
    hear_customer(case.pk, text="My new account.", channel="email", answer=answer, act=act_of("mei"))
    after = RefundCase.fetch(case.pk)
    assert (after.payout_preference, after.payout_account_given) == ("bank_transfer", True)
    assert (after.payout_account_owner_matches, after.payout_account_region_supported) == (True, None)


def test_an_answer_that_says_nothing_is_none() -> None:
    assert not Answer()
    assert Answer(identity_matches_account=False)


def test_an_order_that_the_customer_names_goes_into_the_file_with_its_charges(
    customer: Customer, charge: Charge, act_of: Acts
) -> None:
    case = without_order(customer, act_of)
    answer = Answer(order_number="ORD-1")
    hear_customer(case.pk, text="It is ORD-1.", channel="email", answer=answer, act=act_of("mei"))
    after = RefundCase.fetch(case.pk)
    assert (after.order, after.order_number_given, after.order_number_matches_account) == (charge.order, True, True)
    assert [row.charge for row in case.case_charges.all()] == [charge]


def test_an_order_of_another_customer_is_not_tied_to_the_case(order: Order, act_of: Acts) -> None:
    other = Customer.objects.record(act_of("door"), reference="CUS-2")
    case = without_order(other, act_of)
    hear_customer(case.pk, text="ORD-1", channel="email", answer=Answer(order_number="ORD-1"), act=act_of("mei"))
    after = RefundCase.fetch(case.pk)
    assert (after.order, after.order_number_given, after.order_number_matches_account) == (None, True, False)
    assert not case.case_charges.exists()


def test_a_number_that_is_not_on_record_says_nothing_about_whose_order_it_is(customer: Customer, act_of: Acts) -> None:
    case = without_order(customer, act_of)
    hear_customer(case.pk, text="ORD-7", channel="email", answer=Answer(order_number="ORD-7"), act=act_of("mei"))
    after = RefundCase.fetch(case.pk)
    assert (after.order, after.order_number_given, after.order_number_matches_account) == (None, True, None)


def test_a_case_about_one_order_does_not_become_one_about_another(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="about order ORD-1 already"):
        hear_customer(case.pk, text="ORD-7", channel="email", answer=Answer(order_number="ORD-7"), act=act_of("mei"))


def test_one_amount_does_not_replace_amounts_in_several_currencies(case: RefundCase, act_of: Acts) -> None:
    RequestedAmount.objects.record(act_of("door"), case=case, position=1, amount_minor=5_00, currency="EUR")
    answer = Answer(requested=Money(7_00, "USD"))
    with pytest.raises(Refused, match="amounts in several currencies"):
        hear_customer(case.pk, text="7 dollars.", channel="email", answer=answer, act=act_of("mei"))


def test_a_preferred_payout_is_one_of_the_vocabulary(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(UnknownWord, match="“cash” is none of: bank_transfer, account_balance, ptc_recredit"):
        hear_customer(
            case.pk, text="Cash.", channel="email", answer=Answer(payout_preference="cash"), act=act_of("mei")
        )


def without_order(customer: Customer, act_of: Acts) -> RefundCase:
    """A case whose customer has not said which order it is about."""
    case: RefundCase = RefundCase.objects.record(
        act_of("door"),
        number="RC-9",
        policy="service",
        customer=customer,
        door="test",
        door_reference="RC-9",
        received_at=MOMENT,
        submitted_at=MOMENT,
        ground="service_unusable",
        channel="email",
        reason_given=True,
    )
    return case
