"""Which clock the desk owes next: a function of the state of a case and its deadlines, and of nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from refunds.models.clocks import DueKind
from refunds.models.lifecycle import CLOSED, STOPPED, CaseStatus

if TYPE_CHECKING:
    from refunds.models.case import RefundCase

NOBODY_WAITS = (*CLOSED, CaseStatus.AWAITING_CUSTOMER, *STOPPED)
"""Decided, or waiting for somebody who isn't the desk."""


def next_clock(case: RefundCase) -> tuple[str, dt.datetime | None]:
    """The kind and the end of the next clock; ("", None) where nothing is owed, or no day is known for it."""
    for kind in _owed(case):
        end = getattr(case, kind)
        if end is not None:
            return kind, end
    return "", None


def _owed(case: RefundCase) -> tuple[DueKind, ...]:
    """The clocks that may run in the state, the next one first; a policy that sets no such clock leaves it empty."""
    if case.status in NOBODY_WAITS:
        return ()
    if case.status == CaseStatus.APPROVED:
        return (DueKind.PAYOUT,)
    answer = () if case.first_response_at else (DueKind.FIRST_RESPONSE,)
    if case.status == CaseStatus.TECHNICAL_AUDIT:
        return (*answer, DueKind.AUDIT, DueKind.REVIEW)
    return (*answer, DueKind.REVIEW, DueKind.AUDIT)
