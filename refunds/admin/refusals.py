"""Refusals, to look at; and the log of the whole site beside them."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.admin.site_log.view import LogView
from refunds.models import Refusal, RefusalKind


@admin.register(Refusal)
class RefusalAdmin(RecordAdmin):
    """Who tried what they may not do."""

    columns = tuple(column(Refusal, name) for name in ("at", "by", "kind", "what", "about", "case"))
    list_select_related = ("by", "case")
    list_filter = (choose("kind", _("kind"), RefusalKind.choices),)
    ordering = ("-at", "-pk")
    sections = (Section(_("Refusal"), ("kind", "by", "at", "what", "about", "case", "said")),)

    def get_urls(self) -> list[URLPattern]:
        """The log of the whole site beside the refusals."""
        view = self.admin_site.admin_view(LogView.as_view())
        return [path("log/", view, name="refunds_refusal_log"), *super().get_urls()]
