"""The form of a draft: everything that a version can say, grouped by clause, with what is wrong beside each field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from refunds.admin.record import policy_words
from refunds.admin.steps.fields import InstantField
from refunds.admin.version_pages.draft_clauses import DraftClauses, Entry, Faults
from refunds.admin.version_pages.draft_fields import (
    draft_fields,
    filled_in,
    terms_of,
)
from refunds.admin.version_pages.sections import Section, sections
from refunds.models import PolicyVersion
from refunds.operations.policy_versions import ChangedCase
from refunds.policies import POLICIES
from refunds.policies.versioning import VersionError, VersionTerms


class DraftForm(forms.Form):
    """A draft; `terms` is there once it is valid.

    faults: by the name of a field, what keeps the draft from being proposed.
    """

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput)
    effective_from = InstantField(label=gettext_lazy("In force from"))
    notified_at = InstantField(label=gettext_lazy("Users notified at"))
    note = forms.CharField(
        label=gettext_lazy("Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
        help_text=gettext_lazy("Why the policy changes; for the colleagues who publish and audit it."),
    )
    accepted_scenarios = forms.MultipleChoiceField(
        label=gettext_lazy("Worked cases that may change"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self,
        version: PolicyVersion,
        changed_cases: list[ChangedCase],
        faults: Faults,
        data: Any = None,
    ) -> None:
        self.version, self.policy = version, POLICIES[version.policy]
        self.faults = faults
        super().__init__(data, initial=as_stored(version))
        self.fields.update(draft_fields(self.policy))
        self.fields["notified_at"].help_text = self.about_notice()
        names = dict.fromkeys([*(one.name for one in changed_cases), *version.accepted_scenarios])
        self.fields["accepted_scenarios"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]

    def about_notice(self) -> str:
        """What the policy asks of the notice."""
        if self.policy.latitude.needs_notice:
            return _("Users are told before the version begins (S-1.5); otherwise it would never govern.")
        return _("For the record: a version of this policy takes effect when it is posted (302-V.3).")

    def clean(self) -> dict[str, Any]:
        """The fields, and `terms` made of them."""
        typed = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.terms: VersionTerms = terms_of(self.policy, typed)
            except VersionError as error:
                self.add_error(error.path if error.path in self.fields else None, policy_words.fault(error.sentence))
        return typed

    @property
    def sections(self) -> list[Section]:
        """The clauses about which something can be changed, in the order of the text."""
        return list(sections(self.policy, DraftClauses(self, self.policy, self.version.terms, self.faults)))

    @property
    def dates(self) -> list[Entry]:
        """When it begins, and when users were told."""
        return [Entry(self[name], self.faults.get(name, [])) for name in ("effective_from", "notified_at")]


def as_stored(version: PolicyVersion) -> dict[str, Any]:
    """What the fields hold for a stored draft."""
    own = ("revision", "effective_from", "notified_at", "note", "accepted_scenarios")
    return {**{name: getattr(version, name) for name in own}, **filled_in(POLICIES[version.policy], version.terms)}
