"""What every page about a case says first."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now

from refunds.admin.case_page.clocks import next_clock
from refunds.admin.case_page.stopped import stopped
from refunds.admin.record import words
from refunds.models import Evaluation, RefundCase
from refunds.money import Money


def recommended(evaluation: Evaluation | None) -> str:
    """What the policy would grant: one amount, or one in each currency, which are never added up."""
    sums: dict[str, Money] = {}
    for payout in evaluation.document["payouts"] if evaluation else ():
        amount = Money.of(payout["amount"], payout["currency"])
        sums[amount.currency] = sums.get(amount.currency, Money.zero(amount.currency)) + amount
    return " + ".join(words.amount(one) for one in sums.values())


def summary(case: RefundCase) -> dict[str, Any]:
    """The case, what stops it, its next clock, and what was asked for."""
    several = [words.amount(asked.amount) for asked in case.requested_amounts.all()]
    return {
        "case": case,
        "stopped": stopped(case),
        "clock": next_clock(case, now()),
        "requested": " + ".join(several) if several else words.amount(case.requested),
    }
