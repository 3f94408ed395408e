"""Versions of the policies: read, compared, drafted, tried out, proposed and published."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.sanctions.sanction import buttons
from refunds.admin.sanctions.sanctioned import SanctionedAdmin
from refunds.admin.steps.buttons import Buttons
from refunds.admin.version_pages.begin import BeginView
from refunds.admin.version_pages.comparison import ComparisonView
from refunds.admin.version_pages.draft_view import DraftView
from refunds.admin.version_pages.page import version_page, written_page
from refunds.admin.version_pages.steps import STEPS, no_part, no_stop
from refunds.models import PolicyVersion
from refunds.models.version_lifecycle import VersionStatus
from refunds.models.vocabulary import PolicyId
from refunds.policies import POLICIES
from refunds.templatetags.desk import chip


@admin.display(description=_("state"))
def status(row: PolicyVersion) -> SafeString:
    """Where it is on its way, as a chip."""
    return chip(row.status, row.get_status_display())


@admin.register(PolicyVersion)
class PolicyVersionAdmin(SanctionedAdmin):
    """What each version says, since when, and who prepared and published it."""

    columns = (
        *(column(PolicyVersion, name) for name in ("version", "policy")),
        status,
        *(column(PolicyVersion, name) for name in ("effective_from", "effective_to", "drafted_by", "published_by")),
    )
    list_select_related = ("drafted_by", "published_by")
    list_filter = (
        choose("policy", _("policy"), PolicyId.choices),
        choose("status", _("state"), VersionStatus.choices),
    )
    ordering = ("-pk",)
    sanctions = STEPS

    def get_urls(self) -> list[URLPattern]:
        """Beside the pages of a version: two of them compared, a draft begun and edited, and the policy as written."""
        wrap = self.admin_site.admin_view
        return [
            path("compare/", wrap(ComparisonView.as_view(model_admin=self)), name="refunds_policyversion_compare"),
            path("begin/", wrap(BeginView.as_view(model_admin=self)), name="refunds_policyversion_begin"),
            path("written/<slug:policy>/", wrap(self.written_view), name="refunds_policyversion_written"),
            path("<int:pk>/draft/", wrap(DraftView.as_view(model_admin=self)), name="refunds_policyversion_draft"),
            *super().get_urls(),
        ]

    def buttons_of(self, request: HttpRequest, row: Any) -> Buttons | None:
        """The steps, for who takes any step of a version."""
        return buttons(row, self.sanctions, request.user, no_part)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the ways to a draft, to a comparison and to the policies as they are written."""
        more = {"may_begin": request.user.has_perm("refunds.draft_policyversion"), "policies": POLICIES.values()}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One version as a document."""
        return self.page_of(request, object_id, "admin/refunds/policyversion/version.html", self.page)

    def page(self, request: HttpRequest, row: PolicyVersion) -> dict[str, Any]:
        """What the page of a version says."""
        may_stop = not no_stop(row, "", request.user)
        return {**version_page(request, row), "buttons": self.buttons_of(request, row), "may_stop": may_stop}

    def written_view(self, request: HttpRequest, policy: str) -> HttpResponse:
        """A policy as it is written in code, as a document; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        if policy not in POLICIES:
            raise Http404
        context = {**self.admin_site.each_context(request), "opts": self.opts, **written_page(POLICIES[policy])}
        return TemplateResponse(request, "admin/refunds/policyversion/written.html", context)
