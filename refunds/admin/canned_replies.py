"""Canned replies: read by who writes to customers, kept by supervisors."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import Section
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.sanctions.sanction import Sanction, buttons
from refunds.admin.sanctions.sanctioned import SanctionedAdmin
from refunds.admin.steps.buttons import Buttons
from refunds.admin.steps.view import leading_to
from refunds.models import CannedReply, ReplyStatus
from refunds.models.canned_reply import KEEPS_REPLIES
from refunds.operations import canned_replies
from refunds.operations.canned_replies import VARIABLES
from refunds.operations.perform import Refused

STEPS = (
    Sanction("retire", _("Retire"), _("Nobody is offered it any more."), canned_replies.retire_reply),
    Sanction("bring_back", _("Bring back"), _("It is offered again."), canned_replies.bring_back_reply),
)
LISTED = " ".join(f"{{{name}}}" for name in VARIABLES)


class ReplyForm(forms.Form):
    """Title and both texts."""

    use_required_attribute = False
    title = forms.CharField(label=_("Title"), max_length=100)
    text_en = forms.CharField(
        label=_("Text in English"), widget=forms.Textarea(attrs={"rows": 5, "lang": "en"}), help_text=LISTED
    )
    text_zh = forms.CharField(
        label=_("Text in Chinese"), widget=forms.Textarea(attrs={"rows": 5, "lang": "zh-hans"}), help_text=LISTED
    )
    why = forms.CharField(
        label=_("Remark for the history"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )


class ReplyView(View):
    """Writes a new reply, or one anew; for those who keep them."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the reply, where it is one that there is."""
        pk = kwargs.get("pk")
        self.reply = self.model_admin.get_object(request, str(pk)) if pk else None
        if pk and self.reply is None:
            raise Http404
        if KEEPS_REPLIES.refusals(self.reply, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, with the words as they are."""
        names = ("title", "text_en", "text_zh")
        return self.page(ReplyForm(initial={name: getattr(self.reply, name) for name in names} if self.reply else {}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store it; what was typed stays where it is refused."""
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        texts = dict(form.cleaned_data)
        act = Act(by=cast(StaffMember, request.user), at=now(), why=texts.pop("why"))
        try:
            if self.reply:
                reply = canned_replies.change_reply(self.reply.pk, **texts, act=act)
            else:
                reply = canned_replies.write_reply(**texts, act=act)
        except Refused as refusal:
            put_on_record(request, "Keep a canned reply", refusal.sentences, about=self.reply or "")
            return self.page(form, refused=refusal.sentences)
        messages.success(request, _("Done."))
        return leading_to(reverse("admin:refunds_cannedreply_change", args=[reply.pk]), request)

    def page(self, form: ReplyForm, **said: Any) -> HttpResponse:
        """The page, as that of a step."""
        label = _("Change the reply") if self.reply else _("Write a reply")
        intro = _("What stands in braces is filled in from the case: {names}").format(names=LISTED)
        where = ("change", [self.reply.pk]) if self.reply else ("changelist", [])
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "original": self.reply or label,
            "title": label,
            "step": SimpleNamespace(label=label, intro=intro, tone="main"),
            "row_page": reverse(f"admin:refunds_cannedreply_{where[0]}", args=where[1]),
            "form": form,
            **said,
        }
        return TemplateResponse(self.request, "admin/refunds/sanction.html", context)


@admin.register(CannedReply)
class CannedReplyAdmin(SanctionedAdmin):
    """The list, the page of one, and its steps."""

    sanctions = STEPS
    columns = tuple(column(CannedReply, name) for name in ("title", "status", "text_en", "text_zh"))
    list_filter = (choose("status", _("status"), ReplyStatus.choices),)
    ordering = ("title",)
    sections = (Section(_("Reply"), ("title", "status", "text_en", "text_zh")),)

    def get_urls(self) -> list[URLPattern]:
        """Writing and changing beside the pages of the row."""
        view = self.admin_site.admin_view(ReplyView.as_view(model_admin=self))
        return [
            path("write/", view, name="refunds_cannedreply_write"),
            path("<int:pk>/rewrite/", view, name="refunds_cannedreply_rewrite"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of a reply, with the way to change it."""
        return self.page_of(request, object_id, "admin/refunds/cannedreply/record.html", self.page)

    def buttons_of(self, request: HttpRequest, row: Any) -> Buttons | None:
        """Retiring it and bringing it back, for those who keep the replies."""
        return buttons(row, self.sanctions, request.user, against=keeps_not)


def keeps_not(row: Any, name: str, person: Any) -> list[str]:
    """Why the person has no part in keeping the replies."""
    return [str(sentence) for sentence in KEEPS_REPLIES.refusals(row, person)]
