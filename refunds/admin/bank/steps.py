"""Releasing a file of bank transfers, or giving it up: a page with one form and one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.acts import Act
from refunds.admin.record import words
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.steps.view import leading_to
from refunds.models import BankBatch
from refunds.operations.bank.batches import cancel_batch, release_batch
from refunds.operations.perform import Refused, refusals


class RemarkForm(forms.Form):
    """A remark for the history, where there is something to say."""

    use_required_attribute = False
    why = forms.CharField(
        label=gettext_lazy("Remark for the history"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )


class BecauseForm(forms.Form):
    """The reason, which stays on record."""

    use_required_attribute = False
    why = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


@dataclass(frozen=True, slots=True)
class BatchStep:
    """One thing to do with a batch. name: of its transition, too."""

    name: str
    label: Any
    call: Callable[..., Any]
    form: type[forms.Form]
    tone: str = "plain"
    intro: Any = ""


RELEASE = BatchStep("release", gettext_lazy("Release to the bank"), release_batch, RemarkForm, "main")
CANCEL = BatchStep(
    "cancel",
    gettext_lazy("Give the file up"),
    cancel_batch,
    BecauseForm,
    "grave",
    gettext_lazy("Its payments wait for the next file. The file stays on record and never goes to the bank."),
)
STEPS = {step.name: step for step in (RELEASE, CANCEL)}


def intro_of(step: BatchStep, batch: BankBatch) -> Any:
    """What the person says yes to: for a release what the file adds up to, and by what it is known again."""
    if step is not RELEASE:
        return step.intro
    said = {"count": batch.count, "total": words.amount(batch.total), "account": batch.paid_from}
    said["day"], said["digest"] = words.day(batch.pay_on), batch.sha256
    return (
        _("%(count)s payments of %(total)s in all leave %(account)s on %(day)s. SHA-256 of the file: %(digest)s") % said
    )


class BatchStepView(View):
    """One step of one batch, for finance; four eyes are checked by the operation and by the database."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the batch and the step, for who has a part in them."""
        self.batch = self.model_admin.get_object(request, str(kwargs["pk"]))
        step = STEPS.get(kwargs["name"])
        if self.batch is None or step is None:
            raise Http404
        self.step: BatchStep = step
        if not request.user.has_perm(f"refunds.{step.name}_bankbatch"):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or why there is none now."""
        return self.page(self.step.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it; what was typed stays where it is refused."""
        form = self.step.form(request.POST)
        if off := refusals(self.batch, self.step.name, request.user):  # before the form is read, as everywhere
            return self.refused(form, off)
        if not form.is_valid():
            return self.page(form)
        try:
            self.step.call(self.batch.pk, act=Act(by=request.user, at=now(), why=form.cleaned_data["why"]))  # type: ignore[arg-type]
        except Refused as refusal:
            return self.refused(form, refusal.sentences)
        messages.success(request, _("%(row)s: done.") % {"row": self.batch})
        return leading_to(self.address(), request)

    def refused(self, form: forms.Form, said: list[str]) -> HttpResponse:
        """The page that says why not; that it was tried is on record."""
        put_on_record(self.request, self.step.label, said, about=self.batch)
        return self.page(form, refused=said)

    def address(self) -> str:
        """The page of the batch."""
        return reverse("admin:refunds_bankbatch_change", args=[self.batch.pk])

    def page(self, form: forms.Form, **said: Any) -> HttpResponse:
        """The page of the step."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "original": self.batch,
            "title": self.step.label,
            "step": {"label": self.step.label, "tone": self.step.tone, "intro": intro_of(self.step, self.batch)},
            "form": form,
            "off": refusals(self.batch, self.step.name, self.request.user),
            "row_page": self.address(),
            **said,
        }
        return TemplateResponse(self.request, "admin/refunds/sanction.html", context)
