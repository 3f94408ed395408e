"""The clocks of a case, computed when something changes, stored and indexed; never per row of a list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.acts import Act


class DueKind(models.TextChoices):
    FIRST_RESPONSE = "first_response_by", _("first response")
    REVIEW = "review_by", _("review")
    AUDIT = "audit_by", _("technical audit")
    PAYOUT = "payout_by", _("payout")


class Clocks(models.Model):
    """Deadlines of the latest evaluation; null where the published calendar doesn't reach (reading 1.3)."""

    first_response_by = models.DateTimeField(_("first response by"), null=True, blank=True)
    first_response_at = models.DateTimeField(_("first response at"), null=True, blank=True)
    review_by = models.DateTimeField(_("review by"), null=True, blank=True)
    audit_by = models.DateTimeField(_("audit by"), null=True, blank=True)
    application_by = models.DateTimeField(_("last day to apply"), null=True, blank=True)
    payout_by = models.DateTimeField(_("payout by"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    due_kind = models.CharField(_("due"), max_length=20, choices=DueKind.choices, blank=True)

    class Meta:
        abstract = True

    def answered(self, act: Act) -> None:
        """Stop the clock of the first response; a service account's receipt does not (S-8.5, pick S21)."""
        if self.first_response_at is None and not act.by.is_service:
            self.first_response_at = act.at
