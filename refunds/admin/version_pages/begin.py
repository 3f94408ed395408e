"""Beginning a draft: from the version in force, or from any other."""

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
from refunds.models import PolicyVersion
from refunds.models.vocabulary import PolicyId
from refunds.operations.perform import Refused
from refunds.operations.policy_versions import draft_version
from refunds.operations.policy_versions.draft import DRAFTS


class BeginForm(forms.Form):
    """From which version."""

    use_required_attribute = False
    begins_from = forms.ChoiceField(
        label=gettext_lazy("It begins with what this version says"), choices=lambda: list(origins())
    )


def origins() -> list[tuple[str, list[tuple[str, str]]]]:
    """By policy: the version in force, then every stored one."""
    return [(str(policy.label), [(policy.value, _("the version in force")), *stored(policy)]) for policy in PolicyId]


def stored(policy: PolicyId) -> list[tuple[str, str]]:
    """The stored versions of a policy, the newest first."""
    rows = PolicyVersion.objects.filter(policy=policy).order_by("-pk")
    return [(str(row.pk), f"{row.version} · {row.get_status_display()}") for row in rows]


class BeginView(View):
    """A form with one question, and a draft."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who draft."""
        if DRAFTS.refusals(None, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The question."""
        return self.page(BeginForm(initial={"begins_from": request.GET.get("from", PolicyId.SERVICE)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin the draft, and go on with its form."""
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            draft = self.begin(form.cleaned_data["begins_from"])
        except Refused as refusal:
            put_on_record(request, "Begin a draft", refusal.sentences, about=form.cleaned_data["begins_from"])
            return self.page(form, refusal.sentences)
        messages.success(request, _("%s is begun. It changes nothing before it is published.") % draft)
        return HttpResponseRedirect(reverse("admin:refunds_policyversion_draft", args=[draft.pk]))

    def begin(self, key: str) -> PolicyVersion:
        """Call the operation. key: a policy, or the key of a stored version."""
        act = Act(by=self.request.user, at=now(), why="")  # type: ignore[arg-type]
        if key in PolicyId.values:
            return draft_version(key, act=act)
        base = PolicyVersion.fetch(int(key))
        return draft_version(base.policy, based_on=base.pk, act=act)

    def page(self, form: BeginForm, refused: Any = ()) -> HttpResponse:
        """The page."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": _("Begin a draft"),
            "form": form,
            "refused": refused,
        }
        return TemplateResponse(self.request, "admin/refunds/policyversion/begin.html", context)
