"""What went back and what came back, by the day of the booking; a closed period stays as it was."""

import datetime as dt
from collections.abc import Callable

from accounts.acts import Act
from refunds.models import Payout
from refunds.money import Money
from refunds.operations.pay import pay
from refunds.operations.settle import settle
from refunds.providers.base import Receipt
from refunds.reports import REPORTS, Period, Total
from tests.cast import MOMENT

TODAY = Period(MOMENT.date(), MOMENT.date())
LATER = Period(MOMENT.date() + dt.timedelta(days=1), MOMENT.date() + dt.timedelta(days=60))
ledger = REPORTS["ledger"]


def test_money_that_came_back_is_a_line_of_its_own_day(payout: Payout, act_of: Callable[..., Act]) -> None:
    pay(payout.pk, act=act_of("worker"))
    closed = list(ledger.rows(TODAY, "completed"))

    settle(payout.pk, receipt=Receipt.returned("account closed"), act=act_of("worker", days=40))

    assert list(ledger.rows(TODAY, "completed")) == closed
    assert ledger.totals(TODAY, "completed") == [Total("refund", 1, Money(100_00, "USD"))]
    assert ledger.totals(LATER, "completed") == [Total("reversal", 1, Money(-100_00, "USD"))]


def test_a_line_says_for_which_case_and_by_which_provider(payout: Payout, act_of: Callable[..., Act]) -> None:
    pay(payout.pk, act=act_of("worker", why="first attempt"))

    (line,) = ledger.rows(TODAY, "completed")
    told = dict(zip(ledger.columns, line.cells, strict=True))
    assert (told["case"], told["charge"], told["payout"]) == ("RC-1", "CH-1", payout.pk)
    assert (told["kind"], told["amount"], told["provider"]) == ("refund", Money(100_00, "USD"), "sandbox")
