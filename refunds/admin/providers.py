"""The providers, as those who follow the payouts see them; and the records around the payouts, to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.columns import column
from refunds.admin.provider_desk import views
from refunds.admin.provider_desk.page import desk_page
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.models import EstablishedOutcome, ForeignRefund, PayoutLimit, ProviderRule, ProviderSwitch

STEPS = {
    "<slug:provider>/pause/": ("pause", views.PauseView),
    "<slug:provider>/resume/": ("resume", views.ResumeView),
    "books/open/": ("open_books", views.OpenBooksView),
    "limits/set/": ("limit", views.LimitView),
    "limits/<slug:currency>/lift/": ("lift", views.LiftView),
    "rules/set/": ("rule", views.RuleView),
}


@admin.register(ProviderSwitch)
class ProviderSwitchAdmin(RecordAdmin):
    """Its list is the page of the providers; each switch has its page and its history."""

    sections = (Section(_("Switch"), ("provider", "paused", "because", "changed_at")),)

    def get_urls(self) -> list[URLPattern]:
        """What people may do, beside the page."""
        wrap = self.admin_site.admin_view
        ours = [
            path(where, wrap(view.as_view(model_admin=self)), name=f"refunds_providerswitch_{name}")
            for where, (name, view) in STEPS.items()
        ]
        return [*ours, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The page; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Payment providers"),
            **desk_page(request),
        }
        return TemplateResponse(request, "admin/refunds/providerswitch/desk.html", context)


@admin.register(ProviderRule)
class ProviderRuleAdmin(RecordAdmin):
    """Which provider pays back what; ended rules among them."""

    columns = tuple(
        column(ProviderRule, name) for name in ("route", "method", "currency", "region", "provider", "in_use")
    )
    ordering = ("route", "method", "pk")
    sections = (Section(_("Rule"), ("route", "method", "currency", "region", "provider", "in_use")),)


@admin.register(PayoutLimit)
class PayoutLimitAdmin(RecordAdmin):
    """The limits with their history."""

    columns = tuple(column(PayoutLimit, name) for name in ("currency", "daily", "hourly_count", "tripped_at"))
    ordering = ("currency",)
    sections = (Section(_("Limits"), ("currency", "daily", "hourly_count", "tripped_at", "counted_from")),)


@admin.register(EstablishedOutcome)
class EstablishedOutcomeAdmin(RecordAdmin):
    """How payouts ended that no provider could tell any more; ruled on at the payout."""

    columns = tuple(
        column(EstablishedOutcome, name) for name in ("payout", "ended", "status", "proposed_by", "ruled_by")
    )
    list_select_related = ("payout__case", "payout__charge", "proposed_by", "ruled_by")
    ordering = ("-pk",)
    sections = (
        Section(_("Finding"), ("payout", "ended", "provider_reference", "evidence", "proposed_by", "proposed_at")),
        Section(_("Second person"), ("status", "ruled_by", "ruled_at", "ruled_because")),
    )


@admin.register(ForeignRefund)
class ForeignRefundAdmin(RecordAdmin):
    """Refunds that a provider lists and no payout of ours asked for."""

    columns = tuple(
        column(ForeignRefund, name)
        for name in ("provider_reference", "provider", "charge", "amount", "state", "made_at", "found_at")
    )
    list_select_related = ("charge",)
    ordering = ("-pk",)
    sections = (
        Section(_("Refund"), ("provider", "provider_reference", "payment", "key", "amount", "state", "made_at")),
        Section(_("In our books"), ("found_at", "charge", "entry")),
    )
