"""The page with the pictures of the desk for a period, and the cases behind one row of one of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from refunds.admin.oversight.picture import picture
from refunds.admin.report_pages.form import DayInput
from refunds.calendars import day_of
from refunds.models import Decision
from refunds.reports import Period, PeriodError
from refunds.reports.oversight import BY_KEY, QUESTIONS

USUAL = dt.timedelta(days=29)
LONGEST = dt.timedelta(days=366)
CASES = 100
RIGHT = "refunds.oversee_refundcase"


class SpanForm(forms.Form):
    """From which day to which; what is left out is the last thirty days. `period` is there once it is valid."""

    first = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("To, included"), widget=DayInput)

    def __init__(self, data: Any, today: dt.date) -> None:
        given = {name: data[name] for name in ("first", "last") if name in data}
        super().__init__({"first": today - USUAL, "last": today, **given})

    def clean(self) -> dict[str, Any]:
        """Two days that make a period of at most a year."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "first" in cleaned and "last" in cleaned:
            try:
                self.period = Period(cleaned["first"], cleaned["last"])
            except PeriodError as error:
                self.add_error("last", str(error))
            else:
                if cleaned["last"] - cleaned["first"] > LONGEST:
                    self.add_error("first", _("Choose a year at most."))
        return cleaned


class OversightView(View):
    """Looking is by GET and leaves nothing behind."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The pictures, or the cases behind a row where the address names one."""
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        now = timezone.now()
        form = SpanForm(request.GET, day_of(now))
        context = {
            **admin.site.each_context(request),
            "opts": Decision._meta,
            "title": _("Oversight"),
            "form": form,
            **(self.answers(request, form.period, now) if form.is_valid() else {}),
        }
        status = 200 if form.is_valid() else 422
        return TemplateResponse(request, "refunds/oversight/oversight.html", context, status=status)

    def answers(self, request: HttpRequest, period: Period, now: dt.datetime) -> dict[str, Any]:
        """The pictures; with `of` and `row` the cases of that row instead."""
        question, key = BY_KEY.get(request.GET.get("of", "")), request.GET.get("row", "")
        chosen = {"first": period.first.isoformat(), "last": period.last.isoformat()}
        if question is None:
            return {"pictures": [picture(one, one.rows(period, now)) for one in QUESTIONS], "chosen": chosen}
        named = next((row for row in question.rows(period, now) if row.key == key), None)
        found = question.cases(key, period, now).select_related("customer", "assignee")[: CASES + 1] if named else []
        cases = list(found)
        return {
            "question": question,
            "row": named,
            "cases": cases[:CASES],
            "more": len(cases) > CASES,
            "chosen": chosen,
        }
