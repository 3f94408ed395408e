"""Reports, and the record of every file that was taken."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.admin.record.fields import Shown
from refunds.admin.report_pages.record import basis, period, report, totals_table
from refunds.admin.report_pages.view import ReportView
from refunds.models import ExportRecord
from refunds.reports import REPORTS


@admin.register(ExportRecord)
class ExportRecordAdmin(RecordAdmin):
    """Who took which file when, and what it adds up to."""

    columns = (
        column(ExportRecord, "at"),
        column(ExportRecord, "by"),
        report,
        period,
        column(ExportRecord, "row_count"),
    )
    list_select_related = ("by",)
    list_filter = (choose("report", _("report"), [(found.key, found.title) for found in REPORTS.values()]),)
    ordering = ("-at", "-pk")
    sections = (Section(_("Export"), ("by", "at")), Section(_("File"), ("row_count", "sha256")))

    def get_urls(self) -> list[URLPattern]:
        """The reports beside the records of what was taken."""
        view = self.admin_site.admin_view(ReportView.as_view())
        return [path("reports/<slug:key>/", view, name="refunds_report"), *super().get_urls()]

    def page(self, request: HttpRequest, row: ExportRecord) -> dict[str, Any]:
        """The facts of the export, its filters and totals among them."""
        page = super().page(request, row)
        asked = [(_("Report"), report(row)), (_("Period"), period(row)), (_("By"), basis(row))]
        lines = [Shown(label, text) for label, text in asked]
        return {**page, "sections": [*page["sections"], (_("Question"), lines)], "tables": [totals_table(row)]}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the way to the reports for who may take them."""
        may_export = request.user.has_perm("refunds.export_payout")
        reports = REPORTS.values() if may_export else ()
        return super().changelist_view(request, {"reports": reports, **(extra_context or {})})
