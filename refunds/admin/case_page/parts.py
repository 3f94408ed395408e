"""Parts of the page of a case that a browser fetches by themselves, when they come into sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views import View

from refunds.admin.case_page.correspondence import earlier_words
from refunds.admin.case_page.story import latest_acts
from refunds.models import RefundCase


class Part(NamedTuple):
    """One part: its template, and what that shows of a case."""

    template: str
    content: Callable[[HttpRequest, RefundCase], dict[str, Any]]


PARTS = {
    "story": Part("admin/refunds/refundcase/case/story_part.html", latest_acts),
    "words": Part("admin/refunds/refundcase/case/words.html", earlier_words),
}


class PartView(View):
    """A piece of the page, for those who may see its case."""

    model_admin: Any = None
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, part: str) -> HttpResponse:
        """The part as it is now."""
        case = self.model_admin.get_object(request, str(pk))
        if case is None or part not in PARTS:
            raise Http404
        if not self.model_admin.has_view_permission(request, case):
            raise PermissionDenied
        return TemplateResponse(request, PARTS[part].template, {"case": case, **PARTS[part].content(request, case)})
