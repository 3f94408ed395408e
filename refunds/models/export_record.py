"""What left the house as a file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.kept import Kept


class ExportRecord(Kept):
    """One export, on record before its first byte went out.

    filters: what was chosen, by name. totals: the file's own control totals, a list of {kind, currency, count, amount}
    with the amount in major units. sha256: of the file's bytes, by which a file is known again.
    """

    report = models.CharField(_("report"), max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("exported at"))
    filters = models.JSONField(_("filters"))
    row_count = models.PositiveIntegerField(_("rows"))
    totals = models.JSONField(_("control totals"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="refunds_export_latest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def filename(self) -> str:
        """The name under which the file was handed out; its number leads back here."""
        return f"{self.report}-{self.filters['from']}-{self.filters['to']}-export-{self.pk}.csv"
