"""The columns of the list of payouts."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from refunds.admin.queue.columns import two_lines
from refunds.admin.record import machine_words, words
from refunds.models import RESERVING, STOPPED, Payout
from refunds.templatetags.desk import chip, instant


@admin.display(description=_("case"))
def case(row: Payout) -> str:
    """The case's number, by which the row leads to the page of the payout."""
    return row.case.number


@admin.display(description=_("charge"))
def charge(row: Payout) -> str:
    """The charge of which it is a part."""
    return row.charge.reference


@admin.display(description=_("state"))
def state(row: Payout) -> SafeString:
    """What money did, as a chip; below it what stops its case."""
    shown = chip(row.status, row.get_status_display())
    if row.case.status in STOPPED and row.status in RESERVING:
        return format_html("{} {}", shown, chip(row.case.status, row.case.get_status_display()))
    return shown


@admin.display(description=_("amount"))
def amount(row: Payout) -> SafeString:
    """The amount."""
    return format_html('<span class="amount">{}</span>', words.amount(row.amount))


@admin.display(description=_("way"))
def way(row: Payout) -> SafeString:
    """The route, and the provider that pays."""
    return two_lines(row.get_route_display(), row.provider)


@admin.display(description=_("reference of the provider"))
def reference(row: Payout) -> str:
    """By which the provider finds it."""
    return row.provider_reference or words.NOTHING


@admin.display(description=_("attempts"))
def attempts(row: Payout) -> str | SafeString:
    """How often it was tried, and what went wrong last."""
    return two_lines(row.attempts, machine_words.said(row.last_problem)) if row.last_problem else str(row.attempts)


@admin.display(description=_("approved"), ordering="approved_at")
def approved(row: Payout) -> SafeString:
    """When, and by whom."""
    return two_lines(instant(row.approved_at), row.approved_by)


@admin.display(description=_("final"), ordering="settled_at")
def settled(row: Payout) -> str | SafeString:
    """When it became final."""
    return instant(row.settled_at)


COLUMNS = (case, charge, state, amount, way, reference, attempts, approved, settled)
