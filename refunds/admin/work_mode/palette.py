"""The palette behind Ctrl+K asks here what its text finds; what somebody may not see is never looked through."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View

from refunds.admin.queue.hits import AT_MOST, hits


class PaletteView(View):
    """GET ?q=…: {"hits": [{kind, label, name, under, url}]}, at most 20."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The hits, in the reader's language; they are kept nowhere on the way."""
        if not request.user.has_perm("refunds.view_refundcase"):
            raise PermissionDenied
        found = [{**hit._asdict(), "label": str(hit.label)} for hit in hits(request.GET.get("q", ""), request.user)]
        return JsonResponse({"hits": found[:AT_MOST]}, headers={"Cache-Control": "no-store"})
