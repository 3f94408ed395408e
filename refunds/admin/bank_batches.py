"""Files of bank transfers: made, released by somebody else, taken, confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from refunds.admin.bank.making import MakeView
from refunds.admin.bank.steps import STEPS, BatchStepView
from refunds.admin.bank.taking import FileView
from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record import words
from refunds.admin.record.admin import RecordAdmin, Related, Section
from refunds.admin.record.fields import Shown
from refunds.models import BankBatch, BankBatchLine, BatchStatus
from refunds.operations.perform import refusals


@admin.register(BankBatch)
class BankBatchAdmin(RecordAdmin):
    """A file with its payments. Account numbers are in the file alone; here they are their last four digits."""

    columns = tuple(
        column(BankBatch, name)
        for name in ("reference", "status", "total", "count", "paid_from", "pay_on", "made_by", "released_by")
    )
    list_select_related = ("made_by", "released_by")
    list_filter = (choose("status", gettext_lazy("state"), BatchStatus.choices, "state"),)
    ordering = ("-made_at", "-pk")
    sections = (
        Section(gettext_lazy("Batch"), ("status", "total", "count", "paid_from", "pay_on")),
        Section(gettext_lazy("File"), ("filename", "format", "sha256")),
        Section(
            gettext_lazy("Four eyes"),
            ("made_by", "made_at", "released_by", "released_at", "cancelled_by", "cancelled_at", "cancelled_because"),
        ),
    )
    related = (Related(gettext_lazy("Downloads"), "downloads", ("by", "at"), ("by",)),)

    def get_urls(self) -> list[URLPattern]:
        """Making a file, and the steps and the bytes of one."""
        admin_view = self.admin_site.admin_view
        return [
            path("make/", admin_view(MakeView.as_view(model_admin=self)), name="refunds_bankbatch_make"),
            path(
                "<int:pk>/steps/<slug:name>/",
                admin_view(BatchStepView.as_view(model_admin=self)),
                name="refunds_bankbatch_step",
            ),
            path("<int:pk>/file/", admin_view(FileView.as_view(model_admin=self)), name="refunds_bankbatch_file"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the way to a new file."""
        may_make = request.user.has_perm("refunds.make_bankbatch")
        return super().changelist_view(request, {"may_make": may_make, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one file, with what can be done with it."""
        return self.page_of(request, object_id, "admin/refunds/bankbatch/batch.html", self.page)

    def page(self, request: HttpRequest, row: BankBatch) -> dict[str, Any]:
        """The facts of the file and its payments."""
        page = super().page(request, row)
        steps = [
            (step, refusals(row, step.name, request.user))
            for step in STEPS.values()
            if row.status == BatchStatus.MADE and request.user.has_perm(f"refunds.{step.name}_bankbatch")
        ]
        may_take = row.released_at is not None and request.user.has_perm("refunds.take_bankbatch")
        return {**page, "tables": [payments(row), *page["tables"]], "steps": steps, "may_take": may_take}


def payments(batch: BankBatch) -> dict[str, Any]:
    """What is in the file, payment by payment."""
    joined = ("order__account", "order__payout__case")
    lines = list(batch.lines.select_related(*joined).order_by("pk"))
    labels = [_("case"), _("holder"), _("account"), _("amount"), _("end-to-end id"), _("state")]
    return {
        "title": _("Payments"),
        "labels": [capfirst(label) for label in labels],
        "rows": [payment(line) for line in lines],
    }


def payment(line: BankBatchLine) -> list[Shown]:
    """One payment of the file."""
    order, account = line.order, line.order.account
    texts = (
        account.holder,
        f"{account.country} {account.masked}",
        words.amount(order.amount),
        order.end_to_end_id,
        order.payout.get_status_display(),
    )
    return [Shown("", str(order.payout.case), order.payout.case), *(Shown("", text) for text in texts)]
