"""Two versions of a policy side by side, as sentences. Everything is in the address, so that it can be passed on."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from refunds.admin.version_pages import words
from refunds.admin.version_pages.sides import Side, choices, side
from refunds.policies import Clause
from refunds.policies.versioning import Difference, differences


class ComparisonForm(forms.Form):
    """Which two."""

    use_required_attribute = False
    before = forms.ChoiceField(label=gettext_lazy("Version"))
    after = forms.ChoiceField(label=gettext_lazy("compared with"))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.choices = [("", "—"), *choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both as sides, of one policy."""
        found = {name: side(key) for name, key in self.cleaned_data.items()}
        if len(found) == 2 and found["before"].policy is not found["after"].policy:  # type: ignore[union-attr]
            raise forms.ValidationError(_("Choose two versions of the same policy."))
        return found


class Changed(NamedTuple):
    """What differs about one clause."""

    clause: Clause
    title: str
    differences: list[Difference]


class ComparisonView(View):
    """A page that asks for two versions, and shows how they differ."""

    model_admin: Any = None
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """For whoever may read versions."""
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        form = ComparisonForm(request.GET if "before" in request.GET else None)
        both = form.cleaned_data if form.is_bound and form.is_valid() else {}
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": self.model_admin.opts,
            "title": _("Two versions side by side"),
            "form": form,
            **both,
            "changed": changed(both["before"], both["after"]) if both else [],
            "turned": address(both["after"], both["before"]) if both else "",
        }
        return TemplateResponse(request, "admin/refunds/policyversion/comparison.html", context)


def changed(before: Side, after: Side) -> list[Changed]:
    """How two versions differ, by clause in the order of the text."""
    found: dict[str, list[Difference]] = {}
    for difference in differences(before.policy, before.terms, after.terms, words.reader()):
        found.setdefault(difference.clause, []).append(difference)
    clauses = before.policy.clauses
    return [Changed(clauses[id], words.title(clauses[id]), those) for id, those in found.items()]


def address(before: Side, after: Side) -> str:
    """Where two versions stand side by side."""
    query = urlencode({"before": before.key, "after": after.key})
    return f"{reverse('admin:refunds_policyversion_compare')}?{query}"
