"""What became of a line of a bank statement that somebody had to look at."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.bank_statement import BankStatementLine
from refunds.models.kept import Kept


class StatementRuling(Kept):
    """A line is done, once: by whom, when, and what it turned out to be. No money moves by it."""

    line = models.OneToOneField(
        BankStatementLine, on_delete=models.PROTECT, related_name="ruling", verbose_name=_("line of a statement")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("what it turned out to be"))

    class Meta:
        verbose_name = _("ruling on a line of a statement")
        verbose_name_plural = _("rulings on lines of statements")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="refunds_statement_ruling_has_reason", condition=~models.Q(why="")),
        ]

    def __str__(self) -> str:
        return self.why
