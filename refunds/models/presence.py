"""Who has a case open just now. A gauge, not a record: it expires by itself and decides nothing."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.case import RefundCase

LASTS = dt.timedelta(seconds=45)
"""Three beats of a page; whoever missed them all has left."""


class Presence(models.Model):
    """One person at the page of one case, as of the last beat."""

    case = models.ForeignKey(RefundCase, on_delete=models.CASCADE, related_name="presences", verbose_name=_("case"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    seen_at = models.DateTimeField(_("seen at"))
    writing = models.BooleanField(_("is at a form"), default=False)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="refunds_presence_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.case}"
