"""What every page about a case says first."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now

from refunds.admin.case_page.clocks import next_clock
from refunds.admin.case_page.stopped import stopped
from refunds.admin.record import words
from refunds.models import RefundCase


def summary(case: RefundCase) -> dict[str, Any]:
    """The case, what stops it, its next clock, and what was asked for."""
    several = [words.amount(asked.amount) for asked in case.requested_amounts.all()]
    return {
        "case": case,
        "stopped": stopped(case),
        "clock": next_clock(case, now()),
        "requested": " + ".join(several) if several else words.amount(case.requested),
    }
