"""What a provider sent, byte for byte."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.kept import Kept


class ProviderMessage(Kept):
    """The text of an event as it came through the door, by which its signature was proven; it never changes."""

    provider = models.CharField(_("provider"), max_length=40)
    body = models.TextField(_("text as it came"))
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        verbose_name = _("message of a provider")
        verbose_name_plural = _("messages of providers")

    def __str__(self) -> str:
        return f"{self.provider} · {self.received_at:%Y-%m-%d %H:%M:%S}"
