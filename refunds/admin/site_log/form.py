"""What is looked for in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import StaffMember
from refunds.admin.report_pages.form import DayInput
from refunds.admin.site_log.sources import KINDS
from refunds.calendars import UTC8
from refunds.models import RefundCase

TEXT_REACHES = dt.timedelta(days=92)
"""Texts have no index: how far back they are looked for at a time, unless a case is named."""


class LogForm(forms.Form):
    """Filters, all of them optional. `found_case` is the case that was named."""

    who = forms.ModelChoiceField(
        label=gettext_lazy("Who"), queryset=StaffMember.objects.order_by("first_name", "username"), required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What"), choices=[("", gettext_lazy("everything")), *KINDS], required=False
    )
    first = forms.DateField(label=gettext_lazy("From"), widget=DayInput, required=False)
    last = forms.DateField(label=gettext_lazy("To, included"), widget=DayInput, required=False)
    case = forms.CharField(label=gettext_lazy("Case"), max_length=20, required=False)
    text = forms.CharField(label=gettext_lazy("Text or reason"), max_length=100, required=False)

    found_case: RefundCase | None = None

    def clean_first(self) -> dt.date | None:
        """A day that can be reckoned with."""
        return near(self.cleaned_data["first"])

    def clean_last(self) -> dt.date | None:
        """The same of the last one."""
        return near(self.cleaned_data["last"])

    def clean_case(self) -> str:
        """The case of that number."""
        number = str(self.cleaned_data["case"]).strip().upper()
        if number:
            self.found_case = RefundCase.objects.filter(number=number).first()
            if self.found_case is None:
                raise forms.ValidationError(_("There is no case %(number)s."), params={"number": number})
        return number

    def span(self, now: dt.datetime) -> tuple[dt.datetime | None, dt.datetime]:
        """From when, and until when, excluded."""
        asked: dict[str, Any] = self.cleaned_data
        last = asked["last"] + dt.timedelta(days=1) if asked["last"] else None
        ends = dt.datetime.combine(last, dt.time(), UTC8) if last else now + dt.timedelta(minutes=1)
        begins = dt.datetime.combine(asked["first"], dt.time(), UTC8) if asked["first"] else None
        if asked["text"] and not self.found_case:
            reach = ends - TEXT_REACHES
            begins = max(begins, reach) if begins else reach
        return begins, ends


def near(day: dt.date | None) -> dt.date | None:
    """The day, as periods take it."""
    if day is not None and not 1970 <= day.year <= 9000:
        raise forms.ValidationError(_("The days are too far away."))
    return day
