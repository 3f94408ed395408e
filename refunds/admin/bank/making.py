"""Making a file: what waits in each currency, and a button for each."""

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
from refunds.admin.refused.on_record import put_on_record
from refunds.calendars import day_of
from refunds.money import Money
from refunds.operations.bank.batches import MAKES, Waiting, make_batch, waiting
from refunds.operations.perform import Refused


class MakeForm(forms.Form):
    """The day of execution, and what the person was shown."""

    use_required_attribute = False
    currency = forms.CharField(widget=forms.HiddenInput, max_length=3)
    total = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    payments = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    pay_on = forms.DateField(
        label=gettext_lazy("Day of execution"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_%s_{options.pop('suffix', '')}", **options})


class MakeView(View):
    """What waits, by currency; making a file is by POST and leads to it."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For who makes files, and no others."""
        if MAKES.refusals(None, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """What waits."""
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the file of one currency, of exactly what the person saw."""
        form = MakeForm(request.POST)
        if not form.is_valid():
            return self.page(refused=[_("Choose the day on which the bank is to pay.")])
        said = form.cleaned_data
        act = Act(by=request.user, at=now(), why="")  # type: ignore[arg-type]
        try:
            seen = (Money(said["total"], said["currency"]), said["payments"])
            batch = make_batch(currency=said["currency"], pay_on=said["pay_on"], seen=seen, act=act)
        except Refused as refusal:
            put_on_record(request, "Make a file for the bank", refusal.sentences, about=seen[0])
            return self.page(refused=refusal.sentences)
        except ValueError as fault:
            return self.page(refused=[str(fault)])
        messages.success(request, _("%s is made. Somebody else has to release it.") % batch)
        return HttpResponseRedirect(reverse("admin:refunds_bankbatch_change", args=[batch.pk]))

    def page(self, refused: list[str] | tuple[()] = ()) -> HttpResponse:
        """What waits, whatever became of the last attempt."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": _("Make a file for the bank"),
            "waiting": [(found, self.form(found)) for found in waiting()],
            "refused": refused,
        }
        status = 422 if refused else 200
        return TemplateResponse(self.request, "admin/refunds/bankbatch/make.html", context, status=status)

    def form(self, found: Waiting) -> MakeForm:
        """The form of one currency."""
        shown = {"currency": found.total.currency, "total": found.total.minor, "payments": found.payments}
        return MakeForm(initial={**shown, "pay_on": day_of(now())}, suffix=found.total.currency)
