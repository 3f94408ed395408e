"""Charges, to look at: what was captured, what is reserved, what went back."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Related, Section
from refunds.models import Charge, ChargeStatus
from refunds.models.vocabulary import PaymentMethod


@admin.register(Charge)
class ChargeAdmin(RecordAdmin):
    """A charge with its ledger, disputes and cases. The sums are the database's own."""

    columns = tuple(
        column(Charge, name)
        for name in ("reference", "customer", "status", "method", "captured", "reserved", "refunded", "captured_at")
    )
    list_select_related = ("customer",)
    list_filter = (
        choose("status", _("status"), ChargeStatus.choices),
        choose("method", _("method"), PaymentMethod.choices),
    )
    search_fields = ("reference",)
    search_hint = _("Charge id, or how it begins")
    ordering = ("-pk",)
    sections = (
        Section(_("Charge"), ("reference", "customer", "order", "order_number", "status", "method", "platform_state")),
        Section(
            _("Money"), ("amount", "captured", "captured_at", "reserved", "refunded", "elsewhere", "fee", "fee_bearer")
        ),
        Section(_("Facts"), ("authorized", "account_open", "period_start", "period_end", "reported_at")),
    )
    related = (
        Related(_("Ledger"), "ledger", ("kind", "amount", "completed_at", "reason")),
        Related(_("Disputes"), "disputes", ("status", "amount", "opened_at", "closed_at")),
        Related(_("Cases"), "case_charges", ("case", "claimed_position"), ("case",)),
    )

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """By how the id begins, for which there is an index."""
        return queryset.filter(reference__startswith=search_term.strip()), False
