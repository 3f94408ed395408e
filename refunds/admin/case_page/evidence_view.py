"""The content of a file, for who may see its case. It came from outside: nothing in it is ever run."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views import View

from refunds.models import EvidenceFile

SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"})
"""Types that a browser shows without running anything; the others are saved."""


@method_decorator(csp_replace({"default-src": ["'none'"], "sandbox": [""]}), name="dispatch")
class EvidenceView(View):
    """The file of a piece of evidence, as it was sent."""

    model_admin: Any = None
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
        """The content under its own name and type."""
        case = self.model_admin.get_object(request, str(pk))
        if case is None:
            raise Http404
        if not self.model_admin.has_view_permission(request, case):
            raise PermissionDenied
        file = EvidenceFile.objects.select_related("stored").filter(evidence=evidence, evidence__case=case).first()
        if file is None:
            raise Http404
        return self.content(file)

    def content(self, file: EvidenceFile) -> HttpResponse:
        """What a browser may show, or save."""
        kind = file.stored.media_type
        charset = "; charset=utf-8" if kind == "text/plain" else ""
        answer = HttpResponse(bytes(file.stored.content), content_type=f"{kind}{charset}")
        answer["Content-Disposition"] = content_disposition_header(kind not in SHOWN, file.name) or "attachment"
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, max-age=3600, immutable"
        return answer
