"""Approving several at once: what waits as a list to tick, and what became of each."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.admin.approvals.waiting import chosen, waiting_for
from refunds.admin.refused.on_record import put_on_record
from refunds.models import RefundCase
from refunds.operations.approve_several import Approved, approve_several

APPROVES = "refunds.approve_refundcase"


class ApprovalsView(View):
    """The list; sending it approves what is ticked, each by itself."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For who approves, and no others."""
        if not request.user.has_perm(APPROVES):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """What waits."""
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Approve what is ticked; every check is made anew for each."""
        try:
            seen = chosen(request.POST.getlist("approve"))
            act = Act(by=cast(StaffMember, request.user), at=now(), why=request.POST.get("why", "")[:2000])
            done = approve_several(seen, act=act)
        except ValueError as fault:
            raise BadRequest(str(fault)) from fault
        for one in done:
            if one.reasons:
                case = RefundCase.objects.filter(pk=one.case_id).first()
                put_on_record(request, "Approve several", one.reasons, about=case or "", case=case)
        if not done:
            return self.page(nothing=_("Nothing was ticked, so nothing was approved."))
        return self.page(done=named(done))

    def page(self, **said: Any) -> HttpResponse:
        """What waits now, below what became of the last ones."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": _("Approve several"),
            "waiting": waiting_for(self.request.user),
            **said,
        }
        return TemplateResponse(self.request, "admin/refunds/refundcase/approvals.html", context)


def named(done: list[Approved]) -> list[tuple[RefundCase | None, Approved]]:
    """Each result with its case."""
    cases = RefundCase.objects.in_bulk([one.case_id for one in done])
    return [(cases.get(one.case_id), one) for one in done]
