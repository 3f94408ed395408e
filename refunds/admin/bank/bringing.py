"""Bringing a statement of the bank in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.acts import Act
from refunds.admin.record import words
from refunds.admin.refused.on_record import put_on_record
from refunds.operations.bank.statements import IMPORTS, LARGEST, import_statement
from refunds.operations.perform import Refused


class StatementForm(forms.Form):
    """The file."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("Statement (camt.053, XML)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,application/xml,text/xml"}),
        allow_empty_file=True,
    )


class BringView(View):
    """Upload a statement; its page says line by line what it meant."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For finance."""
        if IMPORTS.refusals(None, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.page(StatementForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the statement in, all of it or nothing."""
        form = StatementForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, [_("Choose the file that the bank sent.")])
        file, act = form.cleaned_data["file"], Act(by=request.user, at=now())  # type: ignore[arg-type]
        try:
            statement = import_statement(file.read(LARGEST + 1), filename=file.name, act=act)
        except Refused as refusal:
            put_on_record(request, "Bring a statement in", refusal.sentences, about=file.name)
            return self.page(form, refusal.sentences)
        if statement.imported_at == act.at:
            messages.success(request, _("The statement is in. Below is what each line means."))
        else:
            said = {"at": words.instant(statement.imported_at), "by": statement.imported_by}
            messages.warning(request, _("This file was brought in on %(at)s by %(by)s. Nothing was changed.") % said)
        return HttpResponseRedirect(reverse("admin:refunds_bankstatement_change", args=[statement.pk]))

    def page(self, form: forms.Form, refused: list[str] | tuple[()] = ()) -> HttpResponse:
        """The form, whatever became of it."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": _("Bring a statement in"),
            "form": form,
            "refused": refused,
        }
        status = 422 if refused else 200
        return TemplateResponse(self.request, "admin/refunds/bankstatement/bring.html", context, status=status)
