"""A list of cases as somebody wants to see it again: its filters, its columns and their order."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded


class SavedView(Recorded):
    """One view of one person. It holds questions and no answers: whoever opens it sees what they may see.

    token: the name in a link; shared: whether others may open that link. removed: the owner took it away.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_views", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=60)
    token = models.CharField(_("token"), max_length=32, unique=True, editable=False)
    query = models.JSONField(_("filters"), default=dict)
    columns = models.JSONField(_("columns"), default=list)
    shared = models.BooleanField(_("shared by link"), default=False)
    removed = models.BooleanField(_("removed"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed=False), name="refunds_view_name_once_per_owner"
            ),
            models.CheckConstraint(name="refunds_view_has_name", condition=~Q(name="") & ~Q(token="")),
        ]

    def __str__(self) -> str:
        return self.name
