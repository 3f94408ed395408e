"""The table of transitions that the database itself enforces."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StateTransition(models.Model):
    """One allowed change of state; an empty source is a state in which a row may be born.

    Filled by migrations and read by the trigger `refuse_unlisted_transition` on every table with a state, so that
    queryset.update, bulk_update and plain SQL are held to it as well.
    """

    table = models.CharField(_("table"), max_length=63)
    source = models.CharField(_("from"), max_length=40, blank=True)
    target = models.CharField(_("to"), max_length=40)

    class Meta:
        verbose_name = _("state transition")
        verbose_name_plural = _("state transitions")
        constraints = [
            models.UniqueConstraint(fields=["table", "source", "target"], name="accounts_transition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.source or '(new)'} → {self.target}"
