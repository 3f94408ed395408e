"""Stripe's events, read."""

import json
from typing import Any

import pytest

from backoffice.demo.fake_stripe import Books
from refunds.money import Money
from refunds.providers.base import ReceiptOutcome
from refunds.providers.news import DisputeNews, NoNews, RefundNews, Unreadable
from refunds.providers.stripe.events import read


def news_of(event: dict[str, Any]) -> Any:
    """What an event says."""
    return read(json.dumps(event).encode())


def test_the_states_of_a_refund_are_told_in_their_order(at_stripe: Books) -> None:
    at_stripe.charge(50_00, "usd", id="ch_2", refunds_are="pending")
    refund = at_stripe.refund({"charge": "ch_2", "amount": "1000", "metadata": {"refund_key": "refund-7"}})
    at_stripe.move(refund["id"], "succeeded")
    at_stripe.move(refund["id"], "failed", "declined")
    told = [news for event in at_stripe.events if isinstance(news := news_of(event), RefundNews)]
    assert {one.refund.key for one in told} == {"refund-7"}
    assert [one.place for one in told] == sorted(one.place for one in told)
    outcomes = list(dict.fromkeys(one.refund.receipt.outcome for one in told))
    assert outcomes == [ReceiptOutcome.PENDING, ReceiptOutcome.PAID, ReceiptOutcome.RETURNED]


@pytest.mark.parametrize(
    ("state", "means"),
    [("under_review", "open"), ("won", "won"), ("lost", "lost"), ("warning_closed", "closed"), ("brand_new", "open")],
)
def test_a_dispute_is_told_in_the_words_of_the_dossier(at_stripe: Books, state: str, means: str) -> None:
    dispute = at_stripe.dispute("ch_1")
    at_stripe.move_dispute(dispute["id"], state)
    news = news_of(at_stripe.events[-1])
    assert isinstance(news, DisputeNews)
    assert (news.reference, news.status, news.amount) == (dispute["id"], means, Money(100_00, "USD"))
    assert news.payments == ("ch_1", at_stripe.charges["ch_1"]["payment_intent"])


def test_what_repeats_another_event_and_what_we_keep_no_books_of_is_no_news(at_stripe: Books) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    repeated = next(event for event in at_stripe.events if event["type"] == "charge.refunded")
    other = {**repeated, "type": "customer.created"}
    assert isinstance(news_of(repeated), NoNews)
    assert "customer.created" in news_of(other).why


@pytest.mark.parametrize("lost", ["id", "amount", "currency", "created"])
def test_a_refund_that_lacks_something_is_unreadable(at_stripe: Books, lost: str) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    event = next(event for event in at_stripe.events if event["type"] == "refund.created")
    del event["data"]["object"][lost]
    with pytest.raises(Unreadable, match=lost):
        news_of(event)


def test_a_state_that_stripe_has_added_is_unreadable_not_guessed(at_stripe: Books) -> None:
    at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    event = next(event for event in at_stripe.events if event["type"] == "refund.created")
    event["data"]["object"]["status"] = "reconsidered"
    with pytest.raises(Unreadable, match="reconsidered"):
        news_of(event)
