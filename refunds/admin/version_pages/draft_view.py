"""The page on which a draft is edited."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from accounts.acts import Act
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.version_pages.draft_faults import OTHERS, cases_that_change, faults_by_field
from refunds.admin.version_pages.draft_fields import draft_fields
from refunds.admin.version_pages.draft_form import DraftForm
from refunds.admin.version_pages.meanwhile import changed_since
from refunds.models import PolicyVersion
from refunds.operations.perform import Refused, refusals
from refunds.operations.policy_versions import StaleDraft, edit_draft, version_faults
from refunds.operations.policy_versions.draft import DRAFTS
from refunds.policies import POLICIES

FIXED = ("effective_from", "notified_at")


class DraftView(View):
    """One draft, for those who draft. What was typed stays where it is refused."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the draft."""
        if DRAFTS.refusals(None, request.user):
            raise PermissionDenied
        row = self.model_admin.get_object(request, str(kwargs["pk"]))
        if row is None:
            raise Http404
        self.version: PolicyVersion = row
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The draft as it is stored."""
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store what was typed, faults and all; the page then says them."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            self.store(form)
        except StaleDraft as stale:
            return self.page_anew(form, stale)
        except Refused as refusal:
            put_on_record(request, "Change a draft", refusal.sentences, about=self.version)
            return self.page(form, refused=refusal.sentences)
        return self.stored(PolicyVersion.fetch(self.version.pk))

    def form(self, data: Any = None) -> DraftForm:
        """The form of the draft as it is stored, with what was typed."""
        names = [*FIXED, *(name for name, _field in draft_fields(POLICIES[self.version.policy]))]
        self.changed_cases = cases_that_change(self.version, now())
        return DraftForm(self.version, self.changed_cases, faults_by_field(self.version, now(), names), data)

    def store(self, form: DraftForm) -> None:
        """Call the operation."""
        typed = form.cleaned_data
        edit_draft(
            self.version.pk,
            revision=typed["revision"],
            terms=form.terms,
            effective_from=typed["effective_from"],
            notified_at=typed["notified_at"],
            note=typed["note"],
            accepted_scenarios=typed["accepted_scenarios"],
            act=Act(by=self.request.user, at=now(), why=""),  # type: ignore[arg-type]
        )

    def stored(self, version: PolicyVersion) -> HttpResponse:
        """On to the version, or back to the form where there is something to put right."""
        wrong = len(version_faults(version, now()))
        if not wrong:
            messages.success(self.request, _("The draft is stored. Nothing stands against proposing it."))
            return HttpResponseRedirect(reverse("admin:refunds_policyversion_change", args=[version.pk]))
        messages.warning(
            self.request,
            ngettext(
                "The draft is stored. One thing has to be put right before it can be proposed.",
                "The draft is stored. %(count)d things have to be put right before it can be proposed.",
                wrong,
            )
            % {"count": wrong},
        )
        return HttpResponseRedirect(reverse("admin:refunds_policyversion_draft", args=[version.pk]))

    def page_anew(self, form: DraftForm, stale: StaleDraft) -> HttpResponse:
        """What was typed, over what somebody else stored meanwhile: sending it again means having read that."""
        read = form.cleaned_data["revision"]
        self.version = PolicyVersion.fetch(self.version.pk)
        typed = self.request.POST.copy()
        typed["revision"] = str(self.version.revision)
        return self.page(self.form(typed), stale=stale.sentences, meanwhile=changed_since(self.version, read))

    def page(self, form: DraftForm, **said: Any) -> HttpResponse:
        """The page."""
        accepted = form["accepted_scenarios"].value() or []
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "original": self.version,
            "version": self.version,
            "title": _("Draft of %s") % self.version,
            "form": form,
            "sections": form.sections,
            "off": refusals(self.version, "edit", self.request.user),
            "faults": version_faults(self.version, now()),
            "other_faults": form.faults.get(OTHERS, []),
            "changed_cases": [(one, one.name in accepted) for one in self.changed_cases],
            "accepted_in_vain": sorted(set(accepted).difference(one.name for one in self.changed_cases)),
            **said,
        }
        return TemplateResponse(self.request, "admin/refunds/policyversion/draft.html", context)
