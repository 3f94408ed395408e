"""The numbers and the dates of a policy, as they were in force."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.case import RefundCase
from refunds.models.vocabulary import PolicyId


class PolicyVersionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    SUPERSEDED = "superseded", _("superseded")


class PolicyVersion(Recorded):
    """A version of a policy's terms; without any, the built-in one governs (S-1.5, 302-V.3).

    case: set where the version came in with an imported document and speaks for that case only.
    """

    policy = models.CharField(_("policy"), max_length=20, choices=PolicyId.choices)
    case = models.ForeignKey(
        RefundCase,
        on_delete=models.PROTECT,
        related_name="policy_versions",
        verbose_name=_("case"),
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.CharField(_("version"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=PolicyVersionStatus.choices, blank=True)
    posted_at = models.DateTimeField(_("posted at"), null=True, blank=True)
    notified_at = models.DateTimeField(_("notified at"), null=True, blank=True)
    effective_from = models.DateTimeField(_("in force from"), null=True, blank=True)
    effective_to = models.DateTimeField(_("in force until"), null=True, blank=True)
    terms = models.JSONField(_("terms"), default=dict, blank=True)

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        ordering = ["policy", "case", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "version"], condition=Q(case__isnull=True), name="refunds_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_policy_display()} {self.version}"
