"""Try-outs: how far one is, and what it found."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.sanctions.sanction import buttons
from refunds.admin.sanctions.sanctioned import SanctionedAdmin
from refunds.admin.steps.buttons import Buttons
from refunds.admin.try_out_pages.page import try_out_page
from refunds.admin.version_pages.steps import ON_TRY_OUTS, no_stop
from refunds.models import TryOut, TryOutStatus
from refunds.templatetags.desk import chip


@admin.display(description=_("version"))
def version(row: TryOut) -> str:
    """The version that was tried out."""
    return str(row.version)


@admin.display(description=_("state"))
def status(row: TryOut) -> SafeString:
    """How far it is, as a chip."""
    return chip(row.status, row.get_status_display())


@admin.display(description=_("cases that change"))
def changed(row: TryOut) -> str:
    """How many, of how many."""
    return f"{row.result['changed']} / {row.result['cases']}" if row.result else "—"


@admin.register(TryOut)
class TryOutAdmin(SanctionedAdmin):
    """Every try-out of every version."""

    columns = (version, status, changed, *(column(TryOut, name) for name in ("since", "asked_by", "asked_at")))
    list_select_related = ("version", "asked_by")
    list_filter = (choose("status", _("state"), TryOutStatus.choices),)
    ordering = ("-pk",)
    sanctions = ON_TRY_OUTS

    def buttons_of(self, request: HttpRequest, row: Any) -> Buttons | None:
        """The way to stop it, for who may."""
        return buttons(row, self.sanctions, request.user, no_stop)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The progress, or the result."""
        return self.page_of(request, object_id, "admin/refunds/tryout/try_out.html", self.page)

    def page(self, request: HttpRequest, row: TryOut) -> dict[str, Any]:
        """What the page of a try-out says."""
        return {**try_out_page(request, row), "may_stop": self.has_sanctions(request, row)}
