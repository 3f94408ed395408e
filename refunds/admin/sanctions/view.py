"""The page of a sanction: a form, and one call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from refunds.admin.refused.on_record import put_on_record
from refunds.admin.sanctions.sanction import Sanction
from refunds.admin.steps.view import leading_to
from refunds.models import RefusalKind
from refunds.operations.perform import Refused


class SanctionView(View):
    """One sanction on one row; whoever has no part in any may not open it."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the row and the sanction."""
        self.row = self.model_admin.get_object(request, str(kwargs["pk"]))
        step = next((one for one in self.model_admin.sanctions if one.name == kwargs["name"]), None)
        if self.row is None or step is None:
            raise Http404
        self.step: Sanction = step
        if not self.model_admin.has_sanctions(request, self.row):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or why there is none now."""
        return self.page(self.step.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it; what was typed stays where it is refused."""
        form = self.step.form(request.POST)
        if off := self.step.refusals(self.row, request.user):  # before the form is read, as at a step of a case
            return self.refused(form, off)
        if not form.is_valid():
            return self.page(form)
        try:
            self.step.take(self.row, form.cleaned_data, request.user, now())
        except Refused as refusal:
            return self.refused(form, refusal.sentences)
        messages.success(request, _("%(row)s: done.") % {"row": self.row})
        return leading_to(self.address(), request)

    def refused(self, form: forms.Form, said: list[str]) -> HttpResponse:
        """The page that says why not; that it was tried is on record."""
        about = f"{self.row._meta.verbose_name} {self.row}"
        row = put_on_record(self.request, self.step.label, said, about=about, case=getattr(self.row, "case", None))
        return self.page(form, status=403 if row.kind == RefusalKind.PERMISSION else 200, refused=said)

    def address(self) -> str:
        """The page of the row."""
        opts = self.row._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[self.row.pk])

    def page(self, form: forms.Form, *, status: int = 200, **said: Any) -> HttpResponse:
        """The page of the sanction."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "original": self.row,
            "title": self.step.label,
            "step": self.step,
            "form": form,
            "off": self.step.refusals(self.row, self.request.user),
            "row_page": self.address(),
            **said,
        }
        return TemplateResponse(self.request, "admin/refunds/sanction.html", context, status=status)
