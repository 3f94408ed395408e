"""What a person sees first: the queues of their day with their counts, and what is due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now

from refunds.admin.clock import clock
from refunds.admin.money_day import money_day
from refunds.admin.queue.counts import counts_for
from refunds.admin.queue.tabs import BY_KEY, TABS, Tab, cases_of, first_tab
from refunds.models import RefundCase
from refunds.operations.calendar import horizon

DUE_NEXT = 8


def start_page(request: HttpRequest) -> dict[str, Any]:
    """The queues, the cases that are due next, and those of the person's first tab; who sees no cases sees none.

    Who follows the money begins with the payouts. Who enters the working calendar sees when it ends soon.
    """
    if request.user.has_perm("refunds.return_payout"):
        return money_day()
    if not request.user.has_perm("refunds.view_refundcase"):
        return calendar_notice(request)
    queue, counts = reverse("admin:refunds_refundcase_changelist"), counts_for(request.user)
    return {
        "queue": queue,
        "queues": [(tab, counts.of(tab.key), f"{queue}?tab={tab.key}") for tab in everybodys()],
        "overdue": counts.overdue,
        "overdue_shown": counts.of("overdue"),
        "first": first_tab(request.user),
        "due_next": [(case, case_clock(case)) for case in due_next(request.user)],
        "audits": counts.audits if audits(request) else None,
        **calendar_notice(request),
    }


def calendar_notice(request: HttpRequest) -> dict[str, Any]:
    """How far the working calendar reaches, for who enters it and only while a year is missing that matters."""
    if not request.user.has_perm("refunds.enter_calendarday"):
        return {}
    seen = horizon(now())
    return {"calendar": seen} if seen.is_near or seen.cases else {}


def due_next(person: Any) -> Any:
    """Open cases in the order of their clocks: the person's own, or everybody's for those who have none."""
    tab = BY_KEY["mine"] if person.has_perm("refunds.take_refundcase") else whole_desk(person)
    cases = RefundCase.objects.select_related("customer", "assignee").filter(due_at__isnull=False)
    return cases_of(tab, person, cases)[:DUE_NEXT]


def everybodys() -> list[Tab]:
    """The tabs that are counted for everybody; the audits have a tile of their own, for who concludes them."""
    return [tab for tab in TABS if tab.counted and tab.key != "audits"]


def whole_desk(person: Any) -> Tab:
    """The tab of somebody who has no cases of their own: the audits, or everything that is open."""
    return BY_KEY["audits" if person.has_perm("refunds.audit_refundcase") else "open"]


def case_clock(case: RefundCase) -> Any:
    """The clock of a case, as its row shows it."""
    return clock(case.get_due_kind_display(), case.due_at, now())


def audits(request: HttpRequest) -> bool:
    """Whether the person concludes technical audits."""
    return request.user.has_perm("refunds.audit_refundcase")
