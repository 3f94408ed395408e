"""How many cases each queue holds, kept as they change: what a tab says is read, never counted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.lifecycle import CaseStatus


class QueueCount(models.Model):
    """So many cases more or fewer of a state and an assignee, or nobody; their sum is how many there are.

    A trigger on the cases adds a row in the transaction that changes the case, so that two writers never wait for each
    other; `operations.queue_counts.fold` makes few rows of many. No history: it says nothing that the cases don't say.
    """

    status = models.CharField(_("state"), max_length=40, choices=CaseStatus.choices)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name=_("assignee"),
        null=True,
        blank=True,
    )
    cases = models.BigIntegerField(_("cases more, or fewer"))

    class Meta:
        verbose_name = _("count of a queue")
        verbose_name_plural = _("counts of the queues")

    def __str__(self) -> str:
        return f"{self.status} {self.cases:+d}"
