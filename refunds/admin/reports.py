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
from refunds.admin.report_pages.view import ReportView
from refunds.models import ExportRecord
from refunds.reports import REPORTS


@admin.register(ExportRecord)
class ExportRecordAdmin(RecordAdmin):
    """Who took which file when, and what it adds up to."""

    columns = tuple(column(ExportRecord, name) for name in ("at", "by", "report", "filters", "row_count"))
    list_select_related = ("by",)
    list_filter = (choose("report", _("report"), [(report.key, report.title) for report in REPORTS.values()]),)
    ordering = ("-at", "-pk")
    sections = (
        Section(_("Export"), ("report", "by", "at", "filters")),
        Section(_("File"), ("row_count", "totals", "sha256")),
    )

    def get_urls(self) -> list[URLPattern]:
        """The reports beside the records of what was taken."""
        view = self.admin_site.admin_view(ReportView.as_view())
        return [path("reports/<slug:key>/", view, name="refunds_report"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the way to the reports for who may take them."""
        may_export = request.user.has_perm("refunds.export_payout")
        reports = REPORTS.values() if may_export else ()
        return super().changelist_view(request, {"reports": reports, **(extra_context or {})})
