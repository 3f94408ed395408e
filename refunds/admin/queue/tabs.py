"""The tabs of the queue: each a question that a desk asks many times a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.db.models.lookups import LessThan
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from refunds.admin.clock import SOON
from refunds.admin.queue.orders import BY_DUE, LATEST, Order
from refunds.models import CLOSED, OPEN, CaseStatus
from refunds.models.case import DUE


class Tab(NamedTuple):
    """One tab: its name, which cases it holds for a person, their order, and what to do when there are none."""

    key: str
    name: Any
    holds: Callable[[Any, dt.datetime], Q]
    order: Order
    empty: Any
    counted: bool = True


TABS = (
    Tab(
        "mine",
        _("Mine"),
        lambda person, at: Q(status__in=OPEN, assignee=person),
        BY_DUE,
        _("You have no open case. Take the one that is due first from the unassigned ones."),
    ),
    Tab(
        "unassigned",
        _("Unassigned"),
        lambda person, at: Q(status__in=OPEN, assignee__isnull=True),
        BY_DUE,
        _("Every case has somebody who works on it. New ones appear here as they come in."),
    ),
    Tab(
        "due",
        _("Due soon"),
        lambda person, at: Q(LessThan(DUE, Value(at + SOON)), status__in=OPEN),
        BY_DUE,
        _("No deadline ends within the next eight hours, and none is over."),
    ),
    Tab(
        "approval",
        _("Awaiting approval"),
        lambda person, at: Q(status=CaseStatus.AWAITING_APPROVAL),
        BY_DUE,
        _("No decision waits for its second person."),
    ),
    Tab(
        "audits",
        _("Technical audits"),
        lambda person, at: Q(status=CaseStatus.TECHNICAL_AUDIT),
        BY_DUE,
        _("No case waits for a technical finding."),
    ),
    Tab("open", _("All open"), lambda person, at: Q(status__in=OPEN), BY_DUE, _("No case is open.")),
    Tab(
        "closed",
        _("Closed"),
        lambda person, at: Q(status__in=CLOSED),
        LATEST,
        _("No case was closed yet."),
        counted=False,
    ),
)
BY_KEY = {tab.key: tab for tab in TABS}


def cases_of(tab: Tab, person: Any, cases: QuerySet) -> QuerySet:
    """The cases of a tab, in its order."""
    return cases.filter(tab.holds(person, now())).order_by(*tab.order.keys())


def first_tab(person: Any) -> Tab:
    """The tab that a person's day begins with, by what their role may do."""
    if person.has_perm("refunds.approve_above_limit_refundcase"):
        return BY_KEY["approval"]
    if person.has_perm("refunds.audit_refundcase"):
        return BY_KEY["audits"]
    return BY_KEY["mine" if person.has_perm("refunds.take_refundcase") else "open"]
