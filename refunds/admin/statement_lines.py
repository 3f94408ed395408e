"""Lines of bank statements: those that fit nothing wait here until somebody says what they are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import ChoiceFilter, choose
from refunds.admin.lists.columns import column
from refunds.admin.record import words
from refunds.admin.record.admin import Section
from refunds.admin.record.fields import Shown
from refunds.admin.sanctions.sanction import Sanction, buttons
from refunds.admin.sanctions.sanctioned import SanctionedAdmin
from refunds.admin.steps.buttons import Buttons
from refunds.models import BankStatementLine, LineOutcome
from refunds.operations.bank.look_at import WAITS, against_concluding, conclude_line
from refunds.operations.bank.statements import IMPORTS


class WaitingFilter(ChoiceFilter):
    """Whether somebody still has to look at a line."""

    title = _("looked at")
    parameter_name = "looked_at"
    options = (("no", _("to be looked at")), ("yes", _("concluded")))

    def narrow(self, queryset: QuerySet, chosen: str) -> QuerySet:
        """The lines that wait, or those that somebody concluded."""
        return queryset.filter(WAITS) if chosen == "no" else queryset.filter(ruling__isnull=False)


CONCLUDE = Sanction(
    "conclude",
    _("Conclude"),
    _("Say what the line turned out to be and what was done about it. No money moves by this."),
    conclude_line,
    against=lambda row, name, person: against_concluding(row, person),
    is_next=lambda row: row.outcome == LineOutcome.TO_LOOK_AT,
)


@admin.display(description=_("concluded by"))
def concluded_by(line: BankStatementLine) -> str:
    """Who said what it is; a dash while nobody has."""
    ruling = getattr(line, "ruling", None)
    return str(ruling.by) if ruling else "—"


def finding(line: BankStatementLine) -> dict[str, Any]:
    """What somebody found out about a line, as a table."""
    ruling = getattr(line, "ruling", None)
    labels = [capfirst(label) for label in (_("concluded by"), _("at"), _("what it turned out to be"))]
    rows = [[Shown("", text) for text in (str(ruling.by), words.written(ruling.at), ruling.why)]] if ruling else []
    return {"title": _("Looked at"), "labels": labels, "rows": rows}


def case_of(line: BankStatementLine) -> dict[str, Any]:
    """The refund that the line names, as a table."""
    payout = line.order.payout if line.order else None
    rows = [[Shown("", str(payout.case), payout.case), Shown("", words.amount(payout.amount))]] if payout else []
    return {"title": _("The refund it names"), "labels": [_("Case"), _("Amount")], "rows": rows}


@admin.register(BankStatementLine)
class BankStatementLineAdmin(SanctionedAdmin):
    """A movement on an account of ours, with what it meant and what somebody found out about it."""

    columns = (
        column(BankStatementLine, "statement"),
        *(column(BankStatementLine, name) for name in ("booked_on", "outcome", "amount", "said")),
        concluded_by,
    )
    list_select_related = ("statement", "ruling__by")
    list_filter = (WaitingFilter, choose("outcome", _("meaning"), LineOutcome.choices))
    ordering = ("pk",)
    sanctions = (CONCLUDE,)
    sections = (
        Section(_("Line"), ("statement", "path", "outcome", "said", "amount", "is_debit", "booked_on")),
        Section(_("Of the bank"), ("end_to_end_id", "bank_reference", "reason")),
    )

    def buttons_of(self, request: HttpRequest, row: BankStatementLine) -> Buttons | None:
        """Concluding it, for who brings statements in."""
        return buttons(row, self.sanctions, request.user, lambda line, name, by: IMPORTS.refusals(line, by))

    def page(self, request: HttpRequest, row: BankStatementLine) -> dict[str, Any]:
        """The facts of the line, its case, and what somebody found out."""
        return {
            **super().page(request, row),
            "tables": [table for table in (case_of(row), finding(row)) if table["rows"]],
        }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what somebody found out."""
        return super().get_queryset(request).select_related("statement", "ruling__by", "order__payout__case")
