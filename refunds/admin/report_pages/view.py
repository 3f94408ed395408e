"""A report as a page, and by POST as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views import View

from accounts.acts import Act
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.report_pages.form import PeriodForm
from refunds.calendars import day_of
from refunds.models import ExportRecord
from refunds.reports import REPORTS, Report, Total
from refunds.reports.export import EXPORTS, ExportRefused, export

CSV = "text/csv; charset=utf-8"


class ReportView(View):
    """Looking is by GET and leaves nothing behind; taking the file is by POST and is on record."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For who may export, and no others: the totals alone tell what the desk pays."""
        if EXPORTS.refusals(None, request.user):
            raise PermissionDenied
        if kwargs["key"] not in REPORTS:
            raise Http404
        return super().dispatch(request, report=REPORTS[kwargs["key"]])

    def get(self, request: HttpRequest, report: Report) -> HttpResponseBase:
        """The control totals of the period that was chosen."""
        return self.page(report, PeriodForm(report, request.GET, day_of(timezone.now())))

    def post(self, request: HttpRequest, report: Report) -> HttpResponseBase:
        """The file."""
        now = timezone.now()
        form = PeriodForm(report, request.POST, day_of(now))
        if not form.is_valid():
            return self.page(report, form)
        why = f"{report.key} {form.period}"
        try:
            done = export(report, form.period, form.basis, act=Act(by=request.user, at=now, why=why))  # type: ignore[arg-type]
        except ExportRefused as refused:
            put_on_record(request, f"Export: {report.key}", refused.sentences, about=form.period)
            return self.page(report, form, refused.sentences)
        return FileResponse(done.file, as_attachment=True, filename=done.record.filename, content_type=CSV)

    def page(self, report: Report, form: PeriodForm, refused: Any = ()) -> HttpResponseBase:
        """The page, whatever became of the form."""
        totals = report.totals(form.period, form.basis) if form.is_valid() else []
        context = {
            **admin.site.each_context(self.request),
            "opts": ExportRecord._meta,
            "title": report.title,
            "report": report,
            "reports": REPORTS.values(),
            "form": form,
            "refused": refused,
            "lines": [(total, label_of(report, total)) for total in totals],
            "count": sum(total.count for total in totals),
        }
        status = 422 if refused or not form.is_valid() else 200
        return TemplateResponse(self.request, "refunds/reports/report.html", context, status=status)


def label_of(report: Report, total: Total) -> Any:
    """What the kind of a total is called."""
    return report.kinds.get(total.kind, total.kind)
