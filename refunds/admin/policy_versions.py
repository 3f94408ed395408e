"""Versions of the policies' terms, to look at."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.models import PolicyVersion
from refunds.models.vocabulary import PolicyId


@admin.register(PolicyVersion)
class PolicyVersionAdmin(RecordAdmin):
    """The versions that govern every case; those that came in with one document belong to its case."""

    columns = tuple(
        column(PolicyVersion, name) for name in ("version", "policy", "status", "effective_from", "effective_to")
    )
    list_filter = (choose("policy", _("policy"), PolicyId.choices),)
    ordering = ("-pk",)
    sections = (
        Section(_("Version"), ("policy", "version", "status", "case")),
        Section(_("In force"), ("posted_at", "notified_at", "effective_from", "effective_to")),
        Section(_("Terms"), ("terms",)),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the case that a version belongs to."""
        return super().get_queryset(request).select_related("case")
