"""The files behind evidence, kept in the database: committed with the case, and in its backups."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.evidence import Evidence
from refunds.models.kept import Kept


class StoredFile(Kept):
    """A content, kept once however often it is sent. media_type: what the bytes are, not what their sender said."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = [
            models.CheckConstraint(name="refunds_file_not_empty", condition=models.Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.sha256


class EvidenceFile(Kept):
    """The file of a piece of evidence, under the name that it came with."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="file", verbose_name=_("evidence"))
    stored = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="evidence_files", verbose_name=_("stored file")
    )
    name = models.CharField(_("name"), max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("file of a piece of evidence")
        verbose_name_plural = _("files of evidence")
        ordering = ["evidence"]

    def __str__(self) -> str:
        return self.name
