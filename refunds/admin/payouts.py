"""Payouts, to follow: what money did, by which way, and what is stuck."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from refunds.admin.case_page.stopped import stopped
from refunds.admin.lists.choice_filter import choose
from refunds.admin.payout_list.columns import COLUMNS
from refunds.admin.payout_list.search import HINT, found
from refunds.admin.payout_list.spans import spans_of
from refunds.admin.payout_list.steps import ON_PAYOUTS, no_part
from refunds.admin.payout_list.totals import table_of
from refunds.admin.record.admin import Related, Section
from refunds.admin.sanctions.sanction import buttons
from refunds.admin.sanctions.sanctioned import SanctionedAdmin
from refunds.admin.steps.buttons import Buttons
from refunds.models import RESERVING, Payout, PayoutStatus, ProviderName, Route


def currencies() -> list[tuple[str, str]]:
    """The currencies in which anything was ever paid."""
    codes = Payout.objects.order_by("currency").values_list("currency", flat=True).distinct()
    return [(code, code) for code in codes]


@admin.register(Payout)
class PayoutAdmin(SanctionedAdmin):
    """A payout with its ledger. Workers pay and settle; people give up, record returns, establish what is unknown."""

    sanctions = ON_PAYOUTS
    columns = COLUMNS
    list_select_related = ("case", "charge", "approved_by")
    list_filter = (
        choose("status", _("state"), PayoutStatus.choices, "state"),
        choose("provider", _("provider"), ProviderName.choices),
        choose("route", _("route"), Route.choices),
        choose("currency", _("currency"), currencies),
        spans_of("approved_at", _("approved")),
        spans_of("settled_at", _("final")),
    )
    search_fields = ("key",)
    search_hint = HINT
    ordering = ("-approved_at", "-pk")
    sections = (
        Section(_("Payout"), ("case", "charge", "amount", "status", "settled_at")),
        Section(_("Way"), ("route", "provider", "destination", "provider_reference", "key")),
        Section(_("Attempts"), ("attempts", "last_problem", "next_attempt_at", "lease_until", "sent_at", "task_since")),
        Section(_("Approval"), ("prepared_by", "approved_by", "approved_at", "policy_version")),
    )
    related = (
        Related(_("How it ended"), "established", ("ended", "status", "evidence", "proposed_by", "ruled_by")),
        Related(_("Ledger"), "ledger", ("kind", "amount", "completed_at", "reason")),
    )

    def buttons_of(self, request: HttpRequest, row: Any) -> Buttons | None:
        """What this person may do about it."""
        return buttons(row, self.sanctions, request.user, no_part)

    def page(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """The page of a payout, with what stops its case while money is held for it."""
        return {**super().page(request, row), "stopped": stopped(row.case) if row.status in RESERVING else None}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """By exact references and beginnings of numbers."""
        return found(queryset, search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with what it adds up to and the way to the reports."""
        may_export = request.user.has_perm("refunds.export_payout")
        response = super().changelist_view(request, {"may_export": may_export, **(extra_context or {})})
        if shown := getattr(response, "context_data", {}).get("cl"):
            response.context_data["totals"] = table_of(shown.queryset)  # type: ignore[attr-defined]
        return response
