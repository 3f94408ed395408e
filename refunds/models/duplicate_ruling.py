"""What somebody said of two cases that look like one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.models.case import RefundCase


class Duplicate(models.TextChoices):
    LINKED = "linked", _("belong together")
    MERGED = "merged", _("the younger was merged into the older")
    DISMISSED = "dismissed", _("not the same")


class DuplicateRuling(Recorded):
    """One word about one pair of cases, the older first; another word later is another version of the row."""

    older = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="duplicates_of_it", verbose_name=_("older case")
    )
    younger = models.ForeignKey(
        RefundCase, on_delete=models.PROTECT, related_name="duplicates_it_is", verbose_name=_("younger case")
    )
    ruling = models.CharField(_("ruling"), max_length=20, choices=Duplicate.choices)
    because = models.TextField(_("reason"))
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("ruled by")
    )
    ruled_at = models.DateTimeField(_("ruled at"))

    class Meta:
        verbose_name = _("ruling on duplicates")
        verbose_name_plural = _("rulings on duplicates")
        ordering = ["-ruled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["older", "younger"], name="refunds_duplicate_once_per_pair"),
            models.CheckConstraint(name="refunds_duplicate_older_first", condition=Q(older__lt=F("younger"))),
            models.CheckConstraint(name="refunds_duplicate_has_reason", condition=~Q(because="")),
        ]

    def __str__(self) -> str:
        return f"{self.older} · {self.younger}"
