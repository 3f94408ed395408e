"""Decisions and evaluations, to look at."""

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.oversight.view import OversightView
from refunds.admin.record.admin import RecordAdmin, Related, Section
from refunds.models import Decision, Evaluation, Outcome, Ruling
from refunds.models.vocabulary import Recommendation


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    """A decision with its parts: who prepared it, and who ruled on it."""

    columns = tuple(
        column(Decision, name)
        for name in ("case", "stage", "outcome", "ruling", "departs", "prepared_by", "prepared_at", "ruled_by")
    )
    list_select_related = ("case", "prepared_by", "ruled_by")
    list_filter = (choose("outcome", _("outcome"), Outcome.choices), choose("ruling", _("ruling"), Ruling.choices))
    ordering = ("-pk",)
    sections = (
        Section(_("Decision"), ("case", "stage", "outcome", "upheld", "clauses", "reason", "reapply_by", "evaluation")),
        Section(_("Departure"), ("departs", "departs_because", "needs_supervisor")),
        Section(_("People"), ("prepared_by", "prepared_at", "ruling", "ruled_by", "ruled_at", "ruled_because")),
    )
    related = (Related(_("Parts"), "parts", ("charge", "amount", "route"), ("charge",)),)

    def get_urls(self) -> list[URLPattern]:
        """The pictures of the desk beside the decisions."""
        view = self.admin_site.admin_view(OversightView.as_view())
        return [path("oversight/", view, name="refunds_decision_oversight"), *super().get_urls()]


@admin.register(Evaluation)
class EvaluationAdmin(RecordAdmin):
    """What the policy said at one instant; it has no history, as it is written once."""

    columns = tuple(
        column(Evaluation, name) for name in ("case", "at", "recommendation", "amount", "policy_version", "by")
    )
    list_select_related = ("case", "by")
    list_filter = (choose("recommendation", _("recommendation"), Recommendation.choices),)
    ordering = ("-pk",)
    sections = (
        Section(_("Evaluation"), ("case", "at", "as_of", "by", "why", "policy_version", "recommendation", "amount")),
        Section(_("Facts"), ("facts_digest",)),
    )
    related = (Related(_("Decisions that rest on it"), "decisions", ("case", "stage", "outcome", "ruling"), ("case",)),)
