"""The stand-in for Stripe does about money what Stripe does."""

import pytest

from backoffice.demo.fake_stripe import Books
from backoffice.demo.fake_stripe.refusals import Refusal
from tests.stripe_cast import Clock


def refused(books: Books, amount: str) -> str:
    """The code of the error with which a refund of ch_1 is refused."""
    with pytest.raises(Refusal) as refusal:
        books.refund({"charge": "ch_1", "amount": amount})
    return str(refusal.value.error.get("code", ""))


def test_parts_are_refunded_until_nothing_is_left(at_stripe: Books) -> None:
    for amount in ("4000", "6000"):
        at_stripe.refund({"charge": "ch_1", "amount": amount})
    charge = at_stripe.charges["ch_1"]
    assert (charge["amount_refunded"], charge["refunded"]) == (100_00, True)
    assert refused(at_stripe, "1") == "charge_already_refunded"


def test_no_more_is_refunded_than_is_left(at_stripe: Books) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "4000"})
    assert refused(at_stripe, "6001") == ""
    assert refused(at_stripe, "0") == refused(at_stripe, "-5") == refused(at_stripe, "1.5") == "parameter_invalid"


def test_a_failed_refund_gives_its_amount_back_to_the_charge(at_stripe: Books) -> None:
    refund = at_stripe.refund({"charge": "ch_1"})
    at_stripe.move(refund["id"], "failed", "declined")
    assert at_stripe.charges["ch_1"]["amount_refunded"] == 0
    assert at_stripe.refund({"charge": "ch_1"})["amount"] == 100_00


def test_a_disputed_charge_is_not_refunded_until_the_dispute_is_won(at_stripe: Books) -> None:
    dispute = at_stripe.dispute("ch_1")
    assert refused(at_stripe, "100") == "charge_disputed"
    at_stripe.move_dispute(dispute["id"], "won")
    assert at_stripe.refund({"charge": "ch_1", "amount": "100"})["status"] == "succeeded"


@pytest.mark.parametrize(("state", "then"), [("succeeded", "pending"), ("failed", "succeeded"), ("canceled", "failed")])
def test_a_refund_never_goes_back_to_an_earlier_state(at_stripe: Books, state: str, then: str) -> None:
    at_stripe.charge(50_00, "usd", id="ch_2", refunds_are="requires_action")
    refund = at_stripe.refund({"charge": "ch_2"})
    at_stripe.move(refund["id"], state)
    with pytest.raises(Refusal):
        at_stripe.move(refund["id"], then)


def test_every_change_is_told_as_it_was_then(at_stripe: Books, stripe_clock: Clock) -> None:
    at_stripe.charge(50_00, "usd", id="ch_2", refunds_are="pending")
    refund = at_stripe.refund({"charge": "ch_2"})
    stripe_clock.move(minutes=1)
    at_stripe.move(refund["id"], "failed", "declined")
    told = [(event["type"], event["data"]["object"].get("status")) for event in at_stripe.events]
    assert told[0] == ("refund.created", "pending")
    assert told[-1] == ("refund.failed", "failed")
    assert at_stripe.events[-1]["created"] - at_stripe.events[0]["created"] == 60
    assert len({event["id"] for event in at_stripe.events}) == len(at_stripe.events)


def test_an_amount_of_three_decimals_ends_in_zero(at_stripe: Books) -> None:
    at_stripe.charge(5_120, "KWD", id="ch_kwd")
    with pytest.raises(Refusal, match="kwd"):
        at_stripe.refund({"charge": "ch_kwd", "amount": "5119"})


def test_a_list_gives_the_newest_first_by_pages(at_stripe: Books) -> None:
    ids = [at_stripe.refund({"charge": "ch_1", "amount": "1"})["id"] for _number in range(5)]
    first = at_stripe.list_refunds({"limit": "2"})
    rest = at_stripe.list_refunds({"limit": "5", "starting_after": first["data"][-1]["id"]})
    assert [refund["id"] for refund in [*first["data"], *rest["data"]]] == ids[::-1]
    assert (first["has_more"], rest["has_more"]) == (True, False)
