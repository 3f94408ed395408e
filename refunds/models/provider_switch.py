"""Payouts stopped and let go again by people: of one provider, or all of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded

EVERY_PROVIDER = ""


class ProviderSwitch(Recorded):
    """Whether payouts of a provider wait, and why; an empty name stands for all providers."""

    provider = models.CharField(_("provider"), max_length=40, unique=True, blank=True)
    paused = models.BooleanField(_("paused"), default=False)
    because = models.TextField(_("reason"), blank=True)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("switch of a provider")
        verbose_name_plural = _("switches of the providers")
        ordering = ["provider"]
        constraints = [
            models.CheckConstraint(name="refunds_switch_pause_has_reason", condition=Q(paused=False) | ~Q(because="")),
        ]
        permissions = [
            ("pause_providerswitch", _("Can pause payouts")),
            ("resume_providerswitch", _("Can let paused payouts go on")),
        ]

    def __str__(self) -> str:
        return self.provider or str(_("all providers"))
