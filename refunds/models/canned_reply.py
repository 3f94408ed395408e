"""Words that are written again and again to customers, with variables, in both languages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from accounts.acts import Act
from accounts.models import Recorded
from accounts.state_field import StateField
from refunds.guards import may

KEEPS_REPLIES = may("refunds.keep_cannedreply")


class ReplyStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    RETIRED = "retired", _("retired")


class CannedReply(Recorded):
    """A text for a message to the customer. What stands in braces is filled in from the case."""

    title = models.CharField(_("title"), max_length=100, unique=True)
    text_en = models.TextField(_("text in English"))
    text_zh = models.TextField(_("text in Chinese"))
    status = StateField(
        _("status"), choices=ReplyStatus.choices, default=ReplyStatus.ACTIVE, protected=True, max_length=40
    )

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="refunds_reply_in_both_languages", condition=~Q(title="") & ~Q(text_en="") & ~Q(text_zh="")
            )
        ]
        permissions = [("keep_cannedreply", _("Can write, change and retire canned replies"))]

    def __str__(self) -> str:
        return self.title

    @transition(status, source=ReplyStatus.ACTIVE, target=ReplyStatus.RETIRED, permission=KEEPS_REPLIES)
    def retire(self, act: Act) -> None:
        """Offer it no more."""

    @transition(status, source=ReplyStatus.RETIRED, target=ReplyStatus.ACTIVE, permission=KEEPS_REPLIES)
    def bring_back(self, act: Act) -> None:
        """Offer it again."""
