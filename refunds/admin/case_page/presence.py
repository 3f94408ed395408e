"""Who else has the case open, asked for by the page every few seconds."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.views import View

from accounts.models import StaffMember
from refunds.operations import presence


class PresenceView(View):
    """One beat of a page; the page stops after five minutes without a move, so that no beat keeps a session."""

    model_admin: Any = None
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The others who are there, as a piece of the page; nothing to who leaves."""
        case = self.model_admin.get_object(request, str(pk))
        if case is None:
            raise Http404
        if not self.model_admin.has_view_permission(request, case):
            raise PermissionDenied
        person = cast(StaffMember, request.user)
        if request.POST.get("leaves"):
            presence.leave(case, person)
            return HttpResponse(status=204)
        others = presence.beat(case, person, writing=bool(request.POST.get("writing")), at=now())
        return TemplateResponse(request, "admin/refunds/refundcase/case/others.html", {"others": others})
