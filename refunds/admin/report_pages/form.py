"""The question of a report: from when to when, and by which instant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from refunds.reports import Period, PeriodError, Report
from refunds.reports.period import month_before


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        """A day as browsers write it, in every language."""
        return value.isoformat() if hasattr(value, "isoformat") else value


class PeriodForm(forms.Form):
    """A period in whole days of UTC+8. `period` and `basis` are there once it is valid."""

    first = forms.DateField(label=_("From"), widget=DayInput)
    last = forms.DateField(label=_("To, included"), widget=DayInput)
    by = forms.ChoiceField(label=_("By"))

    def __init__(self, report: Report, data: Any, today: Any) -> None:
        """Whatever the data leaves out is last month, the one whose books are closed."""
        usual = month_before(today)
        given = {name: data[name] for name in ("first", "last", "by") if name in data}
        super().__init__({"first": usual.first, "last": usual.last, "by": next(iter(report.bases)), **given})
        choices = self.fields["by"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = list(report.bases.items())

    def clean(self) -> dict[str, Any]:
        """Two days have to make a period."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "first" in cleaned and "last" in cleaned:
            try:
                self.period = Period(cleaned["first"], cleaned["last"])
            except PeriodError as error:
                self.add_error("last", str(error))
        return cleaned

    @property
    def basis(self) -> str:
        """The instant by which lines belong to the period."""
        return str(self.cleaned_data["by"])
