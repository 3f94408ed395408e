"""The form of a staff member: a name, roles to tick, and the reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import StaffMember
from accounts.refusal import tried
from accounts.staffing import ROLES_OF_PEOPLE, why_not


class StaffForm(forms.ModelForm):
    """What an administrator may say about a colleague. Saving is accounts/staffing.py's, never the form's own."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.id, role.label) for role in ROLES_OF_PEOPLE.values()],
        help_text=gettext_lazy("Without a role somebody can sign in and see nothing."),
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("For the history: who asked for the change, and why."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = StaffMember
        fields = ("username", "first_name", "last_name", "email", "is_active")

    request: HttpRequest
    """Set by the page (StaffAdmin.get_form)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = list(self.instance.groups.values_list("name", flat=True))
            self.initial["version"] = self._current_version()

    def clean_roles(self) -> list[str]:
        """Refuse duties that are kept apart."""
        roles: list[str] = self.cleaned_data["roles"]
        if said := [str(sentence) for sentence in why_not(roles)]:
            tried.send(type(self), request=self.request, what="Give roles", said=said)
            raise forms.ValidationError(said)
        return roles

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite what a colleague changed since the page was opened."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("version") != self._current_version():
            by = self.instance.history.latest().history_user
            raise forms.ValidationError(
                _("%s changed this account since you opened the page. Open it again and look before you save.") % by
            )
        return cleaned

    def said(self, *names: str) -> dict[str, Any]:
        """Some of the cleaned values by name."""
        return {name: self.cleaned_data[name] for name in names}

    def _current_version(self) -> int | None:
        return self.instance.history.order_by("-history_id").values_list("history_id", flat=True).first()
