"""The columns of the queue: what each is called, and what a row shows in it.

A hundred rows are most of a page, so each is written as one text from the few columns that were read, and what many
rows share (states, grounds, people, days) is worked out once for a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from refunds.admin.clock import clock
from refunds.admin.queue.orders import EPOCH, READ_BY, Microseconds
from refunds.admin.record import words
from refunds.models import CaseStatus, DueKind
from refunds.models.vocabulary import Ground, PolicyId, Recommendation
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
    *("pk", "number", "status", "ground", "policy", "recommendation", "due_kind"),
    *("requested_minor", "currency", "recommended_minor", "recommended_currency"),
    *("customer__name", "customer__reference", "customer__email"),
    *("assignee_id", "assignee__first_name", "assignee__last_name", "assignee__username"),
)
GRANTED = (Recommendation.APPROVE, Recommendation.APPROVE_PARTIAL)
"""A grant without one amount is one in several currencies."""
COMPUTED = {**READ_BY, "due": Microseconds("due_at")}


class Writer:
    """Writes the rows of one page in the language of its reader."""

    def __init__(self, now: dt.datetime, columns: Iterable[Column] = COLUMNS) -> None:
        self.now, self.columns = now, [column.name for column in columns if column.name != "number"]
        self.language, self.zone = get_language() or "en", get_current_timezone()
        self.instant: Callable[[dt.datetime], str] = words.instant_writer()
        self.money = words.amount_writer()
        self.several = escape(gettext("several currencies"))
        self.nobody = format_html('<span class="quiet">{}</span>', gettext("nobody"))

    def rows(self, rows: Iterable[Any]) -> SafeString:
        """The rows of a page. What a customer or a colleague is called is escaped; the rest is ours."""
        address = reverse("admin:refunds_refundcase_change", args=[0]).replace("%", "%%").replace("/0/", "/%s/")
        number = f'<tr data-href><th class="field-number"><a href="{address}">%s</a></th>'
        form = number + "".join(f'<td class="field-{name}">%s</td>' for name in self.columns) + "</tr>"
        cells = [getattr(self, name) for name in self.columns]
        return mark_safe(  # noqa: S308
            "".join([form % (row.pk, escape(row.number), *[write(row) for write in cells]) for row in rows])
        )

    def state(self, row: Any) -> str:
        """What was decided, as a chip."""
        return chip_of(CaseStatus, row.status, self.language)

    def ground(self, row: Any) -> str:
        """What the customer pleads, and under which policy."""
        return plea(row.ground, row.policy, self.language)

    def recommendation(self, row: Any) -> str:
        """What the policy says of it."""
        return chip_of(Recommendation, row.recommendation, self.language)

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
        if row.recommended_minor is None and row.recommendation in GRANTED:
            return under(requested, self.several)
        return under(requested, self.amount(row.recommended_minor, row.recommended_currency))

    def amount(self, minor: int | None, currency: str) -> str:
        """An amount as the page of the case writes it."""
        return self.money(minor, currency) if minor is not None and currency else words.NOTHING

    def due(self, row: Any) -> str:
        """The next clock: what it asks for, how long is left, and when it ends."""
        if row.due is None:
            return f'<span class="due-none">{words.NOTHING}</span>'
        here = (EPOCH + dt.timedelta(microseconds=row.due)).astimezone(self.zone)
        shown = clock(label(DueKind, row.due_kind, self.language), here, self.now, language=self.language)
        return under(
            f'<span class="due due-{shown.tone}">{shown.left}</span>',
            f'{shown.name} · <time datetime="{here.isoformat()}">{self.instant(here)}</time>',
        )


@lru_cache(maxsize=1024)
def label(choices: Any, value: str, language: str) -> str:
    """What a value is called in the language that is switched on, safe to show; nothing where none is known."""
    return escape(str(dict(choices.choices).get(value, value))) if value else words.NOTHING


@lru_cache(maxsize=1024)
def chip_of(choices: Any, value: str, language: str) -> str:
    """A value as a chip, in the language that is switched on."""
    return str(chip(value, mark_safe(label(choices, value, language)))) if value else words.NOTHING  # noqa: S308


@lru_cache(maxsize=1024)
def plea(ground: str, policy: str, language: str) -> str:
    """A ground and the policy that it stands in, in the language that is switched on."""
    return under(label(Ground, ground, language), label(PolicyId, policy, language))


def under(first: Any, second: Any) -> str:
    """One thing, and smaller under it another; both are safe to show."""
    return f'{first}<span class="under">{second}</span>'


def two_lines(first: Any, second: Any) -> SafeString:
    """The same for what has to be escaped yet."""
    return format_html('{}<span class="under">{}</span>', first, second)
