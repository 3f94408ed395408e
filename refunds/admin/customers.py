"""Customers and what stands against them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer, Sanction, Violation
from accounts.models.customer import CustomerStatus
from accounts.models.sanction import Measure, SanctionStatus
from accounts.models.violation import ViolationStatus, ViolationType
from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import Related, Section
from refunds.admin.sanctions.sanction import ON_CUSTOMERS, ON_SANCTIONS, ON_VIOLATIONS
from refunds.admin.sanctions.sanctioned import SanctionedAdmin


@admin.register(Customer)
class CustomerAdmin(SanctionedAdmin):
    """A customer with orders, charges, cases and violations."""

    sanctions = ON_CUSTOMERS

    columns = tuple(column(Customer, name) for name in ("reference", "name", "email", "region", "status"))
    list_filter = (choose("status", _("status"), CustomerStatus.choices),)
    search_fields = ("reference",)
    search_hint = _("Whole customer id or e-mail")
    ordering = ("-pk",)
    sections = (
        Section(
            _("Account"),
            ("reference", "name", "email", "language", "region", "status", "status_reason", "sanction"),
        ),
        Section(_("Verification"), ("verified_real_name", "verified_at", "reported_at")),
    )
    related = (
        Related(_("Cases"), "cases", ("number", "status", "ground", "requested", "received_at")),
        Related(_("Violations"), "violations", ("reference", "type", "status", "recorded_at", "note")),
        Related(_("Sanctions"), "sanctions", ("measure", "status", "reason", "proposed_by", "ruled_by")),
        Related(_("Orders"), "orders", ("number", "status", "kind", "service", "amount", "purchased_at")),
        Related(_("Charges"), "charges", ("reference", "status", "method", "captured", "refunded", "captured_at")),
    )

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """By the whole id or the whole address, both of which have an index."""
        term = search_term.strip()
        if "@" in term:
            return queryset.annotate(address=Lower("email")).filter(address=term.lower()), False
        return (queryset.filter(reference=term) if term else queryset), False


@admin.register(Violation)
class ViolationAdmin(SanctionedAdmin):
    """A violation that is alleged, confirmed, cleared or overturned."""

    sanctions = ON_VIOLATIONS

    columns = tuple(column(Violation, name) for name in ("reference", "customer", "type", "status", "recorded_at"))
    list_select_related = ("customer",)
    list_filter = (
        choose("status", _("status"), ViolationStatus.choices),
        choose("type", _("type"), ViolationType.choices),
    )
    ordering = ("-pk",)
    related = (Related(_("Sanctions"), "sanctions", ("measure", "status", "reason", "proposed_by", "ruled_by")),)
    sections = (Section(_("Violation"), ("customer", "reference", "type", "status", "recorded_at", "note")),)


@admin.register(Sanction)
class SanctionAdmin(SanctionedAdmin):
    """What one supervisor proposed about an account, and what another says to it."""

    sanctions = ON_SANCTIONS

    columns = tuple(
        column(Sanction, name)
        for name in ("customer", "measure", "status", "reason", "proposed_by", "proposed_at", "ruled_by")
    )
    list_select_related = ("customer", "proposed_by", "ruled_by")
    list_filter = (
        choose("status", _("state"), SanctionStatus.choices),
        choose("measure", _("measure"), Measure.choices),
    )
    ordering = ("-pk",)
    sections = (
        Section(_("Sanction"), ("customer", "measure", "reason", "violation", "status")),
        Section(_("People"), ("proposed_by", "proposed_at", "ruled_by", "ruled_at", "ruled_because")),
    )
