"""The accounts that customers gave for bank transfers, by the last four of their number."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.admin.record.fields import Shown, shown
from refunds.models import BankAccount


@admin.register(BankAccount)
class BankAccountAdmin(RecordAdmin):
    """An account and what was found when it was checked; the number itself is shown nowhere."""

    columns = tuple(
        column(BankAccount, name)
        for name in ("case", "holder", "destination", "currency", "owner_matches", "region_offered", "replaced_at")
    )
    list_select_related = ("case",)
    ordering = ("-given_at", "-pk")
    sections = (
        Section(
            gettext_lazy("Account"),
            ("case", "customer", "holder", "country", "currency", "last4", "bic", "bank_code", "is_iban"),
        ),
        Section(gettext_lazy("Given"), ("given_by", "given_at", "replaced_at")),
        Section(
            gettext_lazy("Check"), ("owner_matches", "region_offered", "checked_by", "checked_at", "checked_against")
        ),
    )

    def page(self, request: HttpRequest, row: BankAccount) -> dict[str, Any]:
        """The account, with the other cases in which the same number was given."""
        page = super().page(request, row)
        others = BankAccount.objects.filter(number_index=row.number_index).exclude(pk=row.pk).select_related("case")
        fields = ("case", "customer", "given_at")
        table = {
            "title": _("The same account in other cases"),
            "labels": [capfirst(shown(row, name).label) for name in fields],
            "rows": [[Shown("", shown(other, name).text, other) for name in fields] for other in others[:50]],
        }
        return {**page, "tables": [table] if table["rows"] else []}
