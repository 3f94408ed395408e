"""Outages of the platform, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Related, Section
from refunds.models import Incident
from refunds.models.vocabulary import IncidentCause


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    """An incident with the cases that it was put before."""

    columns = tuple(column(Incident, name) for name in ("reference", "services", "start", "end", "cause"))
    list_filter = (choose("cause", _("cause"), IncidentCause.choices),)
    ordering = ("-pk",)
    sections = (
        Section(_("Incident"), ("reference", "services", "start", "end", "cause", "announced_at", "reported_at")),
    )
    related = (Related(_("Cases"), "case_incidents", ("case",), ("case",)),)
