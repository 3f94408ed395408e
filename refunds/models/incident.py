"""Outages of the platform on record."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Named
from refunds.models.vocabulary import IncidentCause


class Incident(Named):
    """One outage of one or more services; without an end it is still open (S-2.1.c, reading R1)."""

    reference = models.CharField(_("incident"), max_length=200, unique=True)
    services = ArrayField(models.CharField(max_length=200), verbose_name=_("services"), default=list, blank=True)
    start = models.DateTimeField(_("start"), null=True, blank=True)
    end = models.DateTimeField(_("end"), null=True, blank=True)
    cause = models.CharField(_("cause"), max_length=20, choices=IncidentCause.choices, blank=True)
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(
                name="refunds_incident_runs_forward", condition=Q(end__isnull=True) | Q(end__gte=F("start"))
            ),
        ]

    def __str__(self) -> str:
        return self.reference
