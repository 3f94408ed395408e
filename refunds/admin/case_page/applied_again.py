"""Applications of one matter: the one that was refused, and those made again after it (302-IV.4)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from refunds.models import Decision, RefundCase
from refunds.models.vocabulary import PolicyId

AT_MOST = 10


class Link(NamedTuple):
    """Another application. until: the last day to apply again; late: whether the later of the two came after it."""

    case: RefundCase
    until: dt.datetime | None
    late: bool


class Applications(NamedTuple):
    """What stands before a case and after it."""

    earlier: Link | None
    later: list[Link]


def applications(case: RefundCase) -> Applications | None:
    """The links of a 302.AI case; None where it has none, or the policy knows no re-application."""
    if case.policy != PolicyId.AI302:
        return None
    earlier = case.previous
    later = list(case.later.order_by("pk")[:AT_MOST])
    if earlier is None and not later:
        return None
    until = last_day(case)
    return Applications(
        link(earlier, last_day(earlier), case) if earlier else None, [link(one, until, one) for one in later]
    )


def link(other: RefundCase, until: dt.datetime | None, again: RefundCase) -> Link:
    """One link. again: the later of the two."""
    return Link(other, until, until is not None and (again.submitted_at or again.received_at) > until)


def last_day(case: RefundCase) -> dt.datetime | None:
    """Until when the customer might apply again: as the refusal said, or else the end of the window of the event."""
    refusal: Decision | None = case.decisions.filter(reapply_by__isnull=False).order_by("-prepared_at").first()
    return refusal.reapply_by if refusal else case.application_by
