"""What is typed about the calendar: days from a notice, a correction, the notice that completes a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from refunds.models import CalendarDay
from refunds.operations.calendar import DayEntry, read_days
from refunds.operations.calendar.change import LONGEST_SOURCE
from refunds.operations.perform import Refused

EXAMPLE = "2027-02-05..2027-02-11 off\n2027-02-20 works"


def source_field() -> forms.CharField:
    """The notice that says so."""
    return forms.CharField(
        label=_("Notice"),
        max_length=LONGEST_SOURCE,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text=_("Title, number or address of the notice of the State Council."),
    )


class DaysForm(forms.Form):
    """Days as the notice lists them; `entries` is there once it is valid."""

    use_required_attribute = False
    days = forms.CharField(
        label=_("Days"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "placeholder": EXAMPLE}),
        help_text=_("One a line: a date or two dates, then “off” or “works”."),
    )
    source = source_field()

    entries: list[DayEntry]

    def clean_days(self) -> str:
        """Every line that can't be read is told at the field."""
        typed: str = self.cleaned_data["days"]
        try:
            self.entries = read_days(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.sentences) from refusal
        return typed


class CorrectionForm(forms.Form):
    """What stands there instead."""

    use_required_attribute = False
    works = forms.TypedChoiceField(
        label=_("People"),
        choices=[("True", _("work")), ("False", _("are off"))],
        coerce=lambda typed: typed == "True",
        widget=forms.RadioSelect,
    )
    source = source_field()
    why = forms.CharField(
        label=_("Why the entry is corrected"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class CompleteForm(forms.Form):
    """The notice by which a year is entered whole."""

    use_required_attribute = False
    source = source_field()


def as_entered(row: CalendarDay) -> dict[str, Any]:
    """What an entry says now."""
    return {"works": str(row.works), "source": row.source}
