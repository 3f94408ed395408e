"""What the bank says: a statement, and what each of its lines meant for us."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.bank_order import BankOrder
from refunds.models.kept import Kept
from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.sealed import Sealed, SealedField


class LineOutcome(models.TextChoices):
    PAID = "paid", _("paid")
    RETURNED = "returned", _("came back")
    KNOWN = "known", _("known already")
    TO_LOOK_AT = "to_look_at", _("to be looked at")
    NOT_BOOKED = "not_booked", _("announced, not booked")
    NOT_OURS = "not_ours", _("none of these refunds")


class BankStatement(Kept):
    """A statement file, once: the same bytes a second time are refused. They are sealed, since they name people."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    filename = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, unique=True)
    content_sealed = SealedField(_("content, sealed"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("imported by")
    )
    imported_at = models.DateTimeField(_("imported at"))
    count = models.PositiveIntegerField(_("lines"))

    content = Sealed("content_sealed")

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-imported_at", "-pk"]
        permissions = [("import_bankstatement", _("Can import a statement of the bank"))]

    def __str__(self) -> str:
        return self.filename


class BankStatementLine(Kept):
    """One movement on a statement, and what it meant. path: its place in the file; said: what to do about it."""

    statement = models.ForeignKey(
        BankStatement, on_delete=models.PROTECT, related_name="lines", verbose_name=_("statement")
    )
    path = models.CharField(_("place in the file"), max_length=120)
    is_debit = models.BooleanField(_("went out"))
    amount_minor = minor_units(_("amount"), optional=True)
    currency = currency_code(optional=True)
    booked_on = models.DateField(_("booked on"), null=True, blank=True)
    end_to_end_id = models.CharField(_("end-to-end id"), max_length=35, blank=True)
    bank_reference = models.CharField(_("reference of the bank"), max_length=35, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    outcome = models.CharField(_("meaning"), max_length=20, choices=LineOutcome.choices)
    said = models.TextField(_("what it means"), blank=True)
    order = models.ForeignKey(
        BankOrder,
        on_delete=models.PROTECT,
        related_name="statement_lines",
        verbose_name=_("order"),
        null=True,
        blank=True,
    )

    amount = MoneyColumns("amount_minor")

    class Meta:
        verbose_name = _("line of a statement")
        verbose_name_plural = _("lines of a statement")
        ordering = ["statement", "pk"]
        indexes = [models.Index(fields=["outcome", "-id"], name="refunds_bank_line_outcome")]

    def __str__(self) -> str:
        return f"{self.statement} · {self.path}"
