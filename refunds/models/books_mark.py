"""By what our books recognise themselves: another mark means that they were restored from a backup."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded


class BooksMark(Recorded):
    """One life of the books. The latest row counts; while it isn't adopted nothing is sent.

    mark: what PostgreSQL says of itself (operations.executor.marks). noticed_at: when a worker met it. adopted_at: when
    everything that the providers did meanwhile was in the books.
    """

    mark = models.CharField(_("mark of the database"), max_length=200)
    noticed_at = models.DateTimeField(_("noticed at"))
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mark of the books")
        verbose_name_plural = _("marks of the books")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.mark
