"""The columns of the queue."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from refunds.admin.clock import clock
from refunds.admin.record import words
from refunds.models import RefundCase
from refunds.templatetags.desk import chip, instant


@admin.display(description=_("case"), ordering="number")
def number(case: RefundCase) -> str:
    """The number, by which the row leads to its case."""
    return case.number


@admin.display(description=_("state"))
def state(case: RefundCase) -> SafeString:
    """What was decided, as a chip."""
    return chip(case.status, case.get_status_display())


@admin.display(description=_("ground"))
def ground(case: RefundCase) -> SafeString:
    """What the customer pleads, and under which policy."""
    return two_lines(case.get_ground_display() or words.NOTHING, case.get_policy_display())


@admin.display(description=_("recommendation"))
def recommendation(case: RefundCase) -> str | SafeString:
    """What the policy says of it."""
    if not case.recommendation:
        return words.NOTHING
    return chip(case.recommendation, case.get_recommendation_display())


@admin.display(description=_("requested / recommended"))
def asked(case: RefundCase) -> SafeString:
    """What is asked for, and what the policy would grant."""
    return two_lines(words.amount(case.requested), words.amount(case.recommended))


@admin.display(description=_("customer"))
def customer(case: RefundCase) -> SafeString:
    """Whose money it is."""
    return two_lines(str(case.customer), case.customer.email)


@admin.display(description=_("assignee"))
def assignee(case: RefundCase) -> str | SafeString:
    """Who works on it."""
    return str(case.assignee) if case.assignee else format_html('<span class="quiet">{}</span>', _("nobody"))


@admin.display(description=_("due"), ordering=F("due_at").asc(nulls_last=True))
def due(case: RefundCase) -> SafeString:
    """The next clock: what it asks for, how long is left, and when it ends."""
    if case.due_at is None:
        return format_html('<span class="due-none">{}</span>', words.NOTHING)
    shown = clock(case.get_due_kind_display(), case.due_at, now())
    left = format_html('<span class="due due-{}">{}</span>', shown.tone, shown.left)
    return two_lines(left, format_html("{} · {}", shown.name, instant(case.due_at)))


def two_lines(first: Any, second: Any) -> SafeString:
    """One thing, and smaller under it another."""
    return format_html('{}<span class="under">{}</span>', first, second)


COLUMNS = (number, state, ground, recommendation, asked, customer, assignee, due)
