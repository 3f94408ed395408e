"""The columns of the queue: what each is called, and what a row shows in it.

A hundred rows are most of a page, so each is written as one text from the few columns that were read, and what many
rows share (states, grounds, people, days) is worked out once for a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from refunds.admin.clock import clock
from refunds.admin.record import words
from refunds.models import CaseStatus, DueKind
from refunds.models.case import DUE
from refunds.models.vocabulary import Ground, PolicyId, Recommendation
from refunds.money import Money
from refunds.templatetags.desk import chip


class Column(NamedTuple):
    """One column. order: by which order its head sorts, if any."""

    name: str
    label: Any
    order: str = ""


COLUMNS = (
    Column("number", _("case"), "number"),
    Column("state", _("state")),
    Column("ground", _("ground")),
    Column("recommendation", _("recommendation")),
    Column("asked", _("requested / recommended")),
    Column("customer", _("customer")),
    Column("assignee", _("assignee")),
    Column("due", _("due"), "due"),
)
READ = (
    *("pk", "number", "status", "ground", "policy", "recommendation", "received_at", "due_at", "due_kind"),
    *("requested_minor", "currency", "recommended_minor", "recommended_currency"),
    *("customer__name", "customer__reference", "customer__email"),
    *("assignee_id", "assignee__first_name", "assignee__last_name", "assignee__username"),
)
COMPUTED = {"due_order": DUE}


class Writer:
    """Writes the rows of one page in the language of its reader."""

    def __init__(self, now: dt.datetime, columns: Iterable[Column] = COLUMNS) -> None:
        self.now, self.columns = now, [column.name for column in columns]
        self.address = reverse("admin:refunds_refundcase_change", args=[0]).replace("/0/", "/{}/")
        self.chip = cache(lambda choices, value: chip(value, label(choices, value)) if value else words.NOTHING)
        self.plea = cache(lambda ground, policy: under(label(Ground, ground), label(PolicyId, policy)))
        self.kind = cache(lambda value: label(DueKind, value))
        self.instant: Callable[[dt.datetime], str] = words.instant_writer()
        self.money = words.amount_writer()
        self.nobody = format_html('<span class="quiet">{}</span>', gettext("nobody"))

    def rows(self, rows: Iterable[Any]) -> SafeString:
        """The rows of a page. What a customer or a colleague is called is escaped; the rest is ours."""
        _number, *others = self.columns
        cells = [(f'<td class="field-{name}">', getattr(self, name)) for name in others]
        return mark_safe("".join(self.row(row, cells) for row in rows))  # noqa: S308

    def row(self, row: Any, cells: list[tuple[str, Callable[[Any], str]]]) -> str:
        """One row; its number leads to the case."""
        shown = "".join(f"{begin}{write(row)}</td>" for begin, write in cells)
        number = f'<a href="{self.address.format(row.pk)}">{escape(row.number)}</a>'
        return f'<tr data-href><th class="field-number">{number}</th>{shown}</tr>'

    def state(self, row: Any) -> str:
        """What was decided, as a chip."""
        return str(self.chip(CaseStatus, row.status))

    def ground(self, row: Any) -> str:
        """What the customer pleads, and under which policy."""
        return str(self.plea(row.ground, row.policy))

    def recommendation(self, row: Any) -> str:
        """What the policy says of it."""
        return str(self.chip(Recommendation, row.recommendation))

    def customer(self, row: Any) -> str:
        """Whose money it is."""
        name = row.customer__name or row.customer__reference
        return under(escape(name), escape(row.customer__email))

    def assignee(self, row: Any) -> str:
        """Who works on it."""
        if row.assignee_id is None:
            return self.nobody
        name = f"{row.assignee__first_name} {row.assignee__last_name}".strip() or row.assignee__username
        return str(escape(name))

    def asked(self, row: Any) -> str:
        """What is asked for, and what the policy would grant."""
        requested = self.amount(row.requested_minor, row.currency)
        return under(requested, self.amount(row.recommended_minor, row.recommended_currency))

    def amount(self, minor: int | None, currency: str) -> str:
        """An amount as the page of the case writes it."""
        return self.money(Money(minor, currency)) if minor is not None and currency else words.NOTHING

    def due(self, row: Any) -> str:
        """The next clock: what it asks for, how long is left, and when it ends."""
        if row.due_at is None:
            return f'<span class="due-none">{words.NOTHING}</span>'
        shown, here = clock(self.kind(row.due_kind), row.due_at, self.now), localtime(row.due_at)
        return under(
            f'<span class="due due-{shown.tone}">{shown.left}</span>',
            f'{shown.name} · <time datetime="{here.isoformat()}">{self.instant(here)}</time>',
        )


def label(choices: Any, value: str) -> Any:
    """What a value is called, in a form that is safe to show; nothing where none is known."""
    return escape(str(dict(choices.choices).get(value, value))) if value else words.NOTHING


def under(first: Any, second: Any) -> str:
    """One thing, and smaller under it another; both are safe to show."""
    return f'{first}<span class="under">{second}</span>'


def two_lines(first: Any, second: Any) -> SafeString:
    """The same for what has to be escaped yet."""
    return format_html('{}<span class="under">{}</span>', first, second)
