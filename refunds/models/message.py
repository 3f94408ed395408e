"""What was said: by the customer, to the customer, among ourselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.case import RefundCase
from refunds.models.kept import Kept
from refunds.models.vocabulary import Channel


class Direction(models.TextChoices):
    INBOUND = "inbound", _("from the customer")
    OUTBOUND = "outbound", _("to the customer")
    NOTE = "note", _("internal note")


class Message(Kept):
    """One message or note. An internal note is never shown to a customer and never a reason (dossier: staff_notes).

    kind: what an outbound message was: human or automatic for the first response (S-8.5, S21), or a letter's name.
    author: who signed it, where that isn't a staff member of ours.
    reported: it came in with a document as a contact or a remark made elsewhere, in the platform's own words.
    """

    case = models.ForeignKey(RefundCase, on_delete=models.PROTECT, related_name="messages", verbose_name=_("case"))
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices)
    kind = models.CharField(_("kind"), max_length=200, blank=True)
    channel = models.CharField(_("channel"), max_length=200, choices=Channel.choices, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    author = models.CharField(_("author"), max_length=200, blank=True)
    reported = models.BooleanField(_("reported by the platform"), default=False)
    at = models.DateTimeField(_("at"), null=True, blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["case", "at", "pk"]
        indexes = [
            models.Index(fields=["case", "at"], name="refunds_message_case_at"),
            models.Index(fields=["-at"], name="refunds_message_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} · {self.at:%Y-%m-%d %H:%M}" if self.at else self.get_direction_display()
