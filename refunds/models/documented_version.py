"""Versions of a policy as imported documents tell of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.case import RefundCase


class DocumentedStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    SUPERSEDED = "superseded", _("superseded")


class DocumentedVersion(Recorded):
    """A version of the policy that came in with a document and speaks for its case only (docs/dossier.md).

    The versions that we draft and publish ourselves are PolicyVersion rows.
    """

    case = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="documented_versions", verbose_name=_("case")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.CharField(_("version"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=DocumentedStatus.choices, blank=True)
    posted_at = models.DateTimeField(_("posted at"), null=True, blank=True)
    notified_at = models.DateTimeField(_("notified at"), null=True, blank=True)
    effective_from = models.DateTimeField(_("in force from"), null=True, blank=True)
    effective_to = models.DateTimeField(_("in force until"), null=True, blank=True)
    terms = models.JSONField(_("terms"), default=dict, blank=True)

    class Meta:
        verbose_name = _("version in a document")
        verbose_name_plural = _("versions in documents")
        ordering = ["case", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.case} · {self.version}"
