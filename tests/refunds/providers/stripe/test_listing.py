"""What was refunded since the last listing, whoever asked for it."""

from collections.abc import Callable

from backoffice.demo.fake_stripe import Books
from refunds.money import Money
from refunds.providers.base import Instruction, Listed
from refunds.providers.stripe import Stripe, provider
from refunds.providers.stripe.listing import Cursor
from tests.stripe_cast import Clock


def everything(stripe: Stripe, cursor: str = "") -> tuple[list[Listed], str]:
    """All pages of a listing, and where the next one begins."""
    found: list[Listed] = []
    while True:
        page = stripe.list_since(cursor)
        found += page.refunds
        cursor = page.cursor
        if not page.more:
            return found, cursor


def test_an_account_without_refunds_lists_none_and_begins_there_again(stripe: Stripe) -> None:
    assert everything(stripe) == ([], "0")
    assert everything(stripe, "0") == ([], "0")


def test_a_listing_tells_our_refunds_from_those_of_others(
    stripe: Stripe, at_stripe: Books, refund_of: Callable[..., Instruction]
) -> None:
    stripe.send(refund_of(40_00))
    at_stripe.refund({"charge": "ch_1", "amount": "1000"})
    found, _cursor = everything(stripe)
    assert [(one.key, one.amount, one.payment) for one in found] == [
        ("", Money(10_00, "USD"), "ch_1"),
        ("refund-7", Money(40_00, "USD"), "ch_1"),
    ]


def test_pages_leave_nothing_out(stripe: Stripe, at_stripe: Books) -> None:
    for _number in range(250):
        at_stripe.refund({"charge": "ch_1", "amount": "1"})
    found, _cursor = everything(stripe)
    assert provider.PAGE == 100
    assert len({one.provider_reference for one in found}) == 250


def test_the_next_listing_reaches_back_a_little_and_no_further(
    stripe: Stripe, at_stripe: Books, stripe_clock: Clock
) -> None:
    ids = []
    for minutes in (0, 60, 3):
        stripe_clock.move(minutes=minutes)
        ids.append(at_stripe.refund({"charge": "ch_1", "amount": "1"})["id"])
    _found, cursor = everything(stripe)
    again, same = everything(stripe, cursor)
    assert [one.provider_reference for one in again] == [ids[2], ids[1]]
    assert same == cursor


def test_a_cursor_is_read_as_it_was_written() -> None:
    for cursor in (Cursor(), Cursor(1_700_000_000), Cursor(1_700_000_000, 1_700_000_900, "re_5")):
        assert Cursor.read(str(cursor)) == cursor
    assert Cursor.read("") == Cursor()
