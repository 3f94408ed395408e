"""The working calendar: a year to look at, and our own entries."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from refunds.admin.calendar_pages.page import calendar_page
from refunds.admin.calendar_pages.view import CompleteView, CorrectView, EnterView, ReopenView
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.models import CalendarDay, CalendarYear


@admin.register(CalendarDay)
class CalendarDayAdmin(RecordAdmin):
    """The calendar as it is in force; each entry of ours has its page and its history."""

    sections = (Section(_("Entry"), ("day", "works", "source")),)

    def get_urls(self) -> list[URLPattern]:
        """Beside the year: entering days, correcting one, completing a year and taking that back."""
        pages = {
            "enter/": (EnterView, "enter"),
            "<int:pk>/correct/": (CorrectView, "correct"),
            "<int:year>/complete/": (CompleteView, "complete"),
            "<int:year>/reopen/": (ReopenView, "reopen"),
        }
        wrap = self.admin_site.admin_view
        ours = [
            path(where, wrap(view.as_view(model_admin=self)), name=f"refunds_calendarday_{name}")
            for where, (view, name) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The year; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Working calendar"),
            **calendar_page(request),
        }
        return TemplateResponse(request, "admin/refunds/calendarday/year.html", context)


@admin.register(CalendarYear)
class CalendarYearAdmin(RecordAdmin):
    """The years whose arrangement was entered whole."""

    columns = tuple(column(CalendarYear, name) for name in ("year", "complete", "source"))
    ordering = ("-year",)
    sections = (Section(_("Year"), ("year", "complete", "source")),)
