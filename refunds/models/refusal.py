"""What somebody tried and did not get: it is on record that it was refused, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.labelled import labelled
from refunds.models.case import RefundCase
from refunds.models.kept import Kept


class RefusalKind(models.TextChoices):
    PERMISSION = "permission", _("not included in the role")
    LIMIT = "limit", _("above a limit")
    STALE = "stale", _("changed since it was opened")
    OWN_WORK = "own_work", _("own work or part in it")
    RULE = "rule", _("against a rule")


class Refusal(Kept):
    """One refusal. what: the step or the page; about: the row in words; said: the sentences that the person read."""

    kind = models.CharField(_("kind"), max_length=20, choices=RefusalKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    what = models.CharField(_("what was tried"), max_length=200)
    about = models.CharField(_("about"), max_length=200, blank=True)
    case = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="refused", verbose_name=_("case"), null=True, blank=True
    )
    said = models.TextField(_("what was said"), blank=True)

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="refunds_refusal_latest")]

    def __str__(self) -> str:
        return labelled(self.get_kind_display(), self.what)
