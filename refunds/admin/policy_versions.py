"""Versions of the policies' terms, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.record.admin import RecordAdmin, Section
from refunds.models import PolicyVersion
from refunds.models.vocabulary import PolicyId


@admin.register(PolicyVersion)
class PolicyVersionAdmin(RecordAdmin):
    """What each version changes about its policy, since when, and who prepared and published it."""

    columns = tuple(
        column(PolicyVersion, name) for name in ("version", "policy", "status", "effective_from", "effective_to")
    )
    list_filter = (choose("policy", _("policy"), PolicyId.choices),)
    ordering = ("-pk",)
    sections = (
        Section(_("Version"), ("policy", "version", "status", "based_on", "note")),
        Section(_("In force"), ("published_at", "posted_at", "notified_at", "effective_from", "effective_to")),
        Section(_("People"), ("drafted_by", "proposed_by", "published_by")),
        Section(_("What it changes"), ("numbers", "wording", "switched_off")),
    )
