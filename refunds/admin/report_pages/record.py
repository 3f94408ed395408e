"""An export on record, in words."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from refunds.admin.record import words
from refunds.admin.record.fields import Shown
from refunds.models import ExportRecord
from refunds.money import Money
from refunds.reports import REPORTS


@admin.display(description=gettext_lazy("report"))
def report(record: ExportRecord) -> str:
    """What the report is called; its key where there is no such report any more."""
    return str(REPORTS[record.report].title) if record.report in REPORTS else record.report


@admin.display(description=gettext_lazy("period"))
def period(record: ExportRecord) -> str:
    """From when to when, both included."""
    return f"{record.filters['from']} – {record.filters['to']}"


@admin.display(description=gettext_lazy("by which day"))
def basis(record: ExportRecord) -> str:
    """The instant by which lines belonged to the period."""
    found = REPORTS.get(record.report)
    return str(found.bases.get(record.filters["by"], record.filters["by"])) if found else record.filters["by"]


def totals_table(record: ExportRecord) -> dict[str, Any]:
    """The control totals of the file."""
    return {
        "title": _("Control totals"),
        "labels": [_("Currency"), _("Kind"), _("Lines"), _("Sum")],
        "rows": [[Shown("", text) for text in total_line(record, total)] for total in record.totals],
    }


def total_line(record: ExportRecord, total: dict[str, Any]) -> tuple[str, str, str, str]:
    """One of them in words."""
    kinds = REPORTS[record.report].kinds if record.report in REPORTS else {}
    amount = Money.of(total["amount"], total["currency"])
    return total["currency"], str(kinds.get(total["kind"], total["kind"])), str(total["count"]), words.amount(amount)
