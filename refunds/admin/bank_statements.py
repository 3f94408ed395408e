"""Statements of the bank, and what each of their lines meant."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from refunds.admin.bank.bringing import BringView
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.models import BankStatement, BankStatementLine, LineOutcome
from refunds.operations.bank.look_at import lines_to_look_at

FIRST = (LineOutcome.TO_LOOK_AT, LineOutcome.RETURNED, LineOutcome.PAID, LineOutcome.KNOWN, LineOutcome.NOT_BOOKED)
"""In the order of the work; lines that are none of these refunds are counted and not shown."""
SHOWN_AT_MOST = 500


@admin.register(BankStatement)
class BankStatementAdmin(RecordAdmin):
    """A statement with its lines. Its bytes lie sealed and are shown nowhere."""

    columns = tuple(column(BankStatement, name) for name in ("filename", "imported_at", "imported_by", "count"))
    list_select_related = ("imported_by",)
    ordering = ("-imported_at", "-pk")
    sections = (Section(_("Statement"), ("filename", "imported_by", "imported_at", "count", "sha256")),)

    def get_urls(self) -> list[URLPattern]:
        """Bringing one in."""
        view = self.admin_site.admin_view(BringView.as_view(model_admin=self))
        return [path("bring/", view, name="refunds_bankstatement_bring"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the way to bring one in."""
        may_bring = request.user.has_perm("refunds.import_bankstatement")
        more = {"may_bring": may_bring, "to_look_at": lines_to_look_at().count()}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What the statement meant."""
        return self.page_of(request, object_id, "admin/refunds/bankstatement/statement.html", self.page)

    def page(self, request: HttpRequest, row: BankStatement) -> dict[str, Any]:
        """The counts of each meaning, then the lines that somebody has to do with, the doubtful ones first."""
        found = dict(row.lines.order_by().values_list("outcome").annotate(Count("pk")))
        counts = [(outcome, outcome.label, found[outcome]) for outcome in LineOutcome if outcome in found]
        return {**super().page(request, row), "counts": counts, "lines": lines(row)}


def lines(statement: BankStatement) -> list[BankStatementLine]:
    """The lines in the order of the work."""
    ours = statement.lines.filter(outcome__in=FIRST).select_related("order__payout__case", "ruling__by")[:SHOWN_AT_MOST]
    return sorted(ours, key=lambda line: (FIRST.index(LineOutcome(line.outcome)), line.pk))
