"""Which payouts lie in a period, and what is said of them."""

import datetime as dt
from collections.abc import Callable

from accounts.acts import Act
from refunds.models import Payout
from refunds.money import Money
from refunds.operations.pay import pay
from refunds.reports import REPORTS, Period, Total
from tests.cast import MOMENT

TODAY = Period(MOMENT.date(), MOMENT.date())
YESTERDAY = Period(MOMENT.date() - dt.timedelta(days=1), MOMENT.date() - dt.timedelta(days=1))
Acts = Callable[..., Act]
payouts = REPORTS["payouts"]


def lines(period: Period, basis: str) -> list[dict[str, object]]:
    return [dict(zip(payouts.columns, line.cells, strict=True)) for line in payouts.rows(period, basis)]


def test_a_payout_is_told_with_everything_that_finance_looks_up(payout: Payout, act_of: Acts) -> None:
    pay(payout.pk, act=act_of("worker", minutes=9))

    payout = Payout.fetch(payout.pk)
    assert lines(TODAY, "settled") == [
        {
            "payout": payout.pk,
            "case": "RC-1",
            "order": "ORD-1",
            "charge": "CH-1",
            "customer": "CUS-1",
            "method": "visa",
            "route": "original",
            "provider": "sandbox",
            "provider_reference": payout.provider_reference,
            "key": payout.key,
            "amount": Money(100_00, "USD"),
            "currency": "USD",
            "state": "succeeded",
            "approved_by": "sofia",
            "approved_at": MOMENT + dt.timedelta(minutes=3),
            "settled_at": MOMENT + dt.timedelta(minutes=9),
        }
    ]


def test_a_payout_belongs_to_the_day_of_its_approval_or_of_its_end(payout: Payout, act_of: Acts) -> None:
    assert [line["payout"] for line in lines(TODAY, "approved")] == [payout.pk]
    assert lines(TODAY, "settled") == []

    pay(payout.pk, act=act_of("worker", days=1))

    assert lines(TODAY, "settled") == []
    assert [line["payout"] for line in lines(Period(TODAY.first, TODAY.last + dt.timedelta(days=1)), "settled")]
    assert lines(YESTERDAY, "approved") == []


def test_the_period_ends_with_the_last_instant_of_its_last_day(payout: Payout, act_of: Acts) -> None:
    midnight = dt.timedelta(hours=14)
    pay(payout.pk, act=act_of("worker", hours=14))

    assert MOMENT + midnight == TODAY.end
    assert lines(TODAY, "settled") == []


def test_control_totals_are_by_currency_and_state(two_payouts: tuple[Payout, Payout], act_of: Acts) -> None:
    pay(two_payouts[0].pk, act=act_of("worker", minutes=9))

    assert payouts.totals(TODAY, "approved") == [
        Total("reserved", 1, Money(50_00, "USD")),
        Total("succeeded", 1, Money(100_00, "USD")),
    ]
