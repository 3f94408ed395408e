"""How a provider is doing, as the workers of all hosts notice it, and how far its refunds have been listed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProviderHealth(models.Model):
    """One row for each provider, written by the workers between two calls: a gauge, not a record.

    It has no history: it may change many times a second and decides about waiting only, never about money. What a
    person switches is a ProviderSwitch, and what deserves attention leaves an Alarm.
    """

    provider = models.CharField(_("provider"), max_length=40, unique=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    open_until = models.DateTimeField(_("resting until"), null=True, blank=True)
    probe_until = models.DateTimeField(_("being tried until"), null=True, blank=True)
    budget = models.FloatField(_("retries left"), default=0)
    budget_at = models.DateTimeField(_("retries counted at"), null=True, blank=True)
    cursor = models.TextField(_("listed up to"), blank=True)
    listed_at = models.DateTimeField(_("last listed whole at"), null=True, blank=True)

    class Meta:
        verbose_name = _("health of a provider")
        verbose_name_plural = _("health of the providers")
        ordering = ["provider"]
        constraints = [
            models.CheckConstraint(name="refunds_health_budget_not_negative", condition=Q(budget__gte=0)),
        ]

    def __str__(self) -> str:
        return self.provider
