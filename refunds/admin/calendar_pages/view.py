"""Entering the calendar: pages with a form and one call each, for those who enter it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from accounts.acts import Act
from refunds.admin.calendar_pages.forms import CompleteForm, CorrectionForm, DaysForm, as_entered
from refunds.admin.calendar_pages.page import YEARS_SHOWN, address_of
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.sanctions.sanction import BecauseForm
from refunds.calendars import FIRST_YEAR
from refunds.models import CalendarDay
from refunds.operations.calendar import complete_year, correct_day, enter_days, reopen_year, year_plan
from refunds.operations.calendar.change import ENTERS
from refunds.operations.perform import Refused
from refunds.operations.working_calendar import working_calendar


class EntryView(View):
    """The form, its refusals, and what it leads to. A subclass says what is asked and which operation is called."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]
    title: Any = ""
    intro: Any = ""
    button: Any = ""
    place: Any = gettext_lazy("Working calendar")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who enter the calendar."""
        if ENTERS.refusals(None, request.user):
            raise PermissionDenied
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Find what it is about."""

    def form(self, data: Any = None) -> forms.Form:
        """What is asked."""
        raise NotImplementedError

    def do(self, form: Any, act: Act) -> str:
        """Call the operation; what was done, in a sentence."""
        raise NotImplementedError

    def back(self) -> str:
        """Where it leads."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form."""
        return self.page(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it; what was typed stays where it is refused."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            why = form.cleaned_data.get("why", "")
            done = self.do(form, Act(by=request.user, at=now(), why=why))  # type: ignore[arg-type]
        except Refused as refusal:
            put_on_record(request, self.title, refusal.sentences)
            return self.page(form, refusal.sentences)
        messages.success(request, done)
        return HttpResponseRedirect(self.back())

    def page(self, form: forms.Form, refused: Any = ()) -> HttpResponse:
        """The page."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": self.title,
            "intro": self.intro,
            "place": self.place,
            "button": self.button,
            "form": form,
            "refused": refused,
            "back": self.back(),
        }
        return TemplateResponse(self.request, "admin/refunds/calendarday/entry.html", context)


class EnterView(EntryView):
    """Days of a new arrangement."""

    def prepare(self) -> None:
        self.title, self.button = _("Enter days"), _("Enter the days")
        self.intro = _("Only days that are other than their weekday says: days off, and weekend days that are worked.")
        self.year = 0

    def form(self, data: Any = None) -> forms.Form:
        return DaysForm(data)

    def do(self, form: Any, act: Act) -> str:
        rows = enter_days(form.entries, source=form.cleaned_data["source"], act=act)
        self.year = rows[0].day.year
        return ngettext("%d day is entered.", "%d days are entered.", len(rows)) % len(rows)

    def back(self) -> str:
        return address_of(self.year) if self.year else reverse("admin:refunds_calendarday_changelist")


class CorrectView(EntryView):
    """An entry that was mistaken."""

    def prepare(self) -> None:
        row = self.model_admin.get_object(self.request, str(self.kwargs["pk"]))
        if row is None:
            raise Http404
        self.row: CalendarDay = row
        self.title, self.button = _("Correct %s") % row.day, _("Correct the entry")
        self.intro = _("The history keeps what stood there. Deadlines of open cases are worked out anew.")

    def form(self, data: Any = None) -> forms.Form:
        return CorrectionForm(data, initial=as_entered(self.row))

    def do(self, form: Any, act: Act) -> str:
        typed = form.cleaned_data
        correct_day(self.row.day, works=typed["works"], source=typed["source"], act=act)
        return _("The entry is corrected.")

    def back(self) -> str:
        return address_of(self.row.day.year)


def the_year(asked: int) -> int:
    """A year that can be completed some day. Raises Http404 for one that is not near."""
    if not FIRST_YEAR <= asked <= working_calendar().known_to.year + YEARS_SHOWN:
        raise Http404
    return asked


class CompleteView(EntryView):
    """A year whose arrangement is entered whole."""

    def prepare(self) -> None:
        self.year = the_year(self.kwargs["year"])
        self.title, self.button = _("Mark %s complete") % self.year, _("Mark it complete")
        plan = year_plan(self.year)
        self.intro = _(
            "As entered, %(year)s has %(days)s working days: %(off)s days are entered as off, %(worked)s as worked. "
            "Once it is complete, deadlines in it are known."
        ) % {"year": plan.year, "days": plan.working_days, "off": plan.off, "worked": plan.worked}

    def form(self, data: Any = None) -> forms.Form:
        return CompleteForm(data)

    def do(self, form: Any, act: Act) -> str:
        complete_year(self.year, source=form.cleaned_data["source"], act=act)
        return _("%s is complete. Deadlines of open cases are being worked out.") % self.year

    def back(self) -> str:
        return address_of(self.year)


class ReopenView(CompleteView):
    """A year that is not complete after all."""

    def prepare(self) -> None:
        self.year = the_year(self.kwargs["year"])
        self.title, self.button = _("Take %s back") % self.year, _("Take it back")
        self.intro = _("Deadlines in the year are not known again until it is marked complete once more.")

    def form(self, data: Any = None) -> forms.Form:
        return BecauseForm(data)

    def do(self, form: Any, act: Act) -> str:
        reopen_year(self.year, act=act)
        return _("%s is not complete any more.") % self.year
