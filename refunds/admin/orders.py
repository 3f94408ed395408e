"""Orders, to look at."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Related, Section
from refunds.models import Order, OrderStatus
from refunds.models.vocabulary import OrderKind


@admin.register(Order)
class OrderAdmin(RecordAdmin):
    """An order with its lines, charges, quotas and cases."""

    columns = tuple(
        column(Order, name) for name in ("number", "customer", "status", "kind", "service", "amount", "purchased_at")
    )
    list_select_related = ("customer",)
    list_filter = (choose("status", _("status"), OrderStatus.choices), choose("kind", _("kind"), OrderKind.choices))
    search_fields = ("number",)
    search_hint = _("Order number, or how it begins")
    ordering = ("-pk",)
    sections = (
        Section(
            _("Purchase"), ("number", "customer", "status", "kind", "service", "purchased_at", "amount", "discount")
        ),
        Section(
            _("Times"),
            ("period_start", "period_end", "cancelled_at", "disclosed_application_deadline", "reported_at"),
        ),
    )
    related = (
        Related(_("Lines"), "lines", ("reference", "name", "third_party", "amount")),
        Related(_("Charges"), "charges", ("reference", "status", "method", "captured", "refunded", "captured_at")),
        Related(_("Quotas"), "quotas", ("unit", "status", "granted", "consumed", "revoked")),
        Related(_("Cases"), "cases", ("number", "status", "ground", "requested", "received_at")),
    )

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """By how the number begins, for which there is an index."""
        return queryset.filter(number__startswith=search_term.strip()), False
