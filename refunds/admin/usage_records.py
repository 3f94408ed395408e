"""Usage records, to look at."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Related, Section
from refunds.models import UsageRecord
from refunds.models.vocabulary import UsageCause, UsageStatus


@admin.register(UsageRecord)
class UsageRecordAdmin(RecordAdmin):
    """One task as the platform's records have it."""

    columns = tuple(
        column(UsageRecord, name)
        for name in ("reference", "customer", "service", "status", "effective_result", "cause", "started_at")
    )
    list_select_related = ("customer",)
    list_filter = (
        choose("status", _("status"), UsageStatus.choices),
        choose("cause", _("cause in the log"), UsageCause.choices),
    )
    search_fields = ("reference",)
    search_hint = _("Whole customer id")
    ordering = ("-pk",)
    sections = (
        Section(_("Task"), ("reference", "customer", "order", "service", "started_at", "status", "cause")),
        Section(
            _("Result"),
            ("effective_result", "downloaded", "duplicate_of", "delivered_at", "items_total", "items_delivered"),
        ),
        Section(_("Consumption"), ("units", "deducted_at", "ptc_deducted", "ptc_correct", "drawn_from_known")),
    )
    related = (Related(_("Drawn from"), "draws", ("lot_reference", "ptc")),)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """By the customer: ids of records repeat between customers and have no index of their own."""
        term = search_term.strip()
        return (queryset.filter(customer__reference=term) if term else queryset), False
