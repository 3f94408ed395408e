"""Refund cases: the queue, the page of a case, its history and its steps."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts.prepared import preparing_cursor
from refunds.admin.approvals.view import ApprovalsView
from refunds.admin.case_page.duplicates import DuplicateView, radar
from refunds.admin.case_page.evidence_view import EvidenceView
from refunds.admin.case_page.page import case_page
from refunds.admin.case_page.parts import PartView
from refunds.admin.case_page.presence import PresenceView
from refunds.admin.case_page.story import timeline_page
from refunds.admin.queue.filters import FILTERS
from refunds.admin.queue.page import queue_page
from refunds.admin.record.admin import RecordAdmin
from refunds.admin.review_page.page import review_page
from refunds.admin.saved_views.pages import RemoveView, SaveView
from refunds.admin.steps.letter import LetterView
from refunds.admin.steps.view import StepView
from refunds.admin.work_mode.next_case import NextCaseView
from refunds.admin.work_mode.palette import PaletteView
from refunds.models import RefundCase

NUMBER = re.compile(r"[A-Z0-9-]{1,20}")


@admin.register(RefundCase)
class RefundCaseAdmin(RecordAdmin):
    """The desk. Nobody edits a state, an amount or a decision: every button is one operation."""

    list_filter = FILTERS

    def get_urls(self) -> list[URLPattern]:
        """The steps and the files of a case beside the pages of a row."""
        pages = {
            "views/save/": ("save_view", SaveView.as_view(model_admin=self)),
            "views/remove/": ("remove_view", RemoveView.as_view()),
            "find/": ("find", PaletteView.as_view()),
            "next/": ("next", NextCaseView.as_view()),
            "approvals/": ("approvals", ApprovalsView.as_view(model_admin=self)),
            "<int:pk>/steps/<slug:name>/": ("step", StepView.as_view(model_admin=self)),
            "<int:pk>/steps/<slug:name>/letter/": ("letter", LetterView.as_view(model_admin=self)),
            "<int:pk>/parts/<slug:part>/": ("part", PartView.as_view(model_admin=self)),
            "<int:pk>/presence/": ("presence", PresenceView.as_view(model_admin=self)),
            "<int:pk>/same-as/<int:other>/": ("duplicate", DuplicateView.as_view(model_admin=self)),
            "<int:pk>/evidence/<int:evidence>/": ("evidence", EvidenceView.as_view(model_admin=self)),
            "<int:pk>/review/": ("review", self.review_view),
        }
        wrap = self.admin_site.admin_view
        ours = [path(at, wrap(view), name=f"refunds_refundcase_{name}") for at, (name, view) in pages.items()]
        return [*ours, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RefundCase]:
        """The cases, each with the rows that every page about it names."""
        return super().get_queryset(request).select_related("customer", "order", "assignee")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The queue, by pages of ours (queue/pages.py); a whole case number leads straight to its case."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        if case := self.named_by(request.GET.get("q", "")):
            return HttpResponseRedirect(reverse("admin:refunds_refundcase_change", args=[case]))
        try:
            asked = queue_page(request, self)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{request.path}?e=1")
        context = {**self.admin_site.each_context(request), "opts": self.opts, **asked, **(extra_context or {})}
        return TemplateResponse(request, "admin/refunds/refundcase/change_list.html", context)

    def named_by(self, typed: str) -> int | None:
        """The key of the case whose whole number was typed."""
        number = typed.strip().upper()
        if not NUMBER.fullmatch(number):
            return None
        with preparing_cursor() as cursor:
            cursor.execute("SELECT id FROM refunds_refundcase WHERE number = %s", [number])
            found = cursor.fetchone()
        return found[0] if found else None

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of a case."""
        return self.page_of(request, object_id, "admin/refunds/refundcase/case.html", with_radar)

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The two sides of a secondary review."""
        return self.page_of(request, str(pk), "admin/refunds/refundcase/review.html", review_page)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Everything that happened to a case, page by page."""
        return self.page_of(request, object_id, "admin/refunds/refundcase/timeline.html", timeline_page)


def with_radar(request: HttpRequest, case: RefundCase) -> dict[str, Any]:
    """The page of a case, with the cases that look like it."""
    return {**case_page(request, case), **radar(case, request.user)}
