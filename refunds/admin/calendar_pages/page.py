"""The page of the working calendar: how far it is known, what waits for more, a year, and who entered what."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.labelled import labelled, noted
from refunds.admin.calendar_pages.year import KINDS, WEEKDAYS, year_of
from refunds.admin.record import machine_words
from refunds.calendars import FIRST_YEAR, LAST_YEAR, day_of
from refunds.models import CalendarDay, CalendarYear
from refunds.operations.calendar import year_plan
from refunds.operations.calendar.change import ENTERS
from refunds.operations.calendar.horizon import cases_without_a_day, horizon
from refunds.operations.working_calendar import working_calendar

YEARS_SHOWN = 2
"""Years beyond the known ones that can be looked at: in them days are entered."""
ACTS = 20


class Act(NamedTuple):
    """Somebody entered, corrected, completed or reopened something."""

    at: dt.datetime
    by: Any
    what: str
    why: str


def calendar_page(request: HttpRequest) -> dict[str, Any]:
    """Everything about the year that is asked for, or the present one."""
    at = now()
    today, known = day_of(at), working_calendar()
    years = list(range(FIRST_YEAR, known.known_to.year + YEARS_SHOWN + 1))
    year = asked_year(request, years, today.year)
    shown = year_of(year, known, today)
    return {
        "calendar": horizon(at),
        "waiting": cases_without_a_day(),
        "version": known.version,
        "year": shown,
        "years": [one for one in years if one >= min(today.year - 3, year)],
        "kinds": KINDS,
        "weekdays": WEEKDAYS,
        "completed": CalendarYear.objects.filter(year=year).first(),
        "plan": year_plan(year) if year > LAST_YEAR else None,
        "may_enter": not ENTERS.refusals(None, request.user),
        "may_complete": year == known.known_to.year + 1,
        "may_reopen": year > LAST_YEAR and year == known.known_to.year,
        "acts": acts(),
    }


def asked_year(request: HttpRequest, years: list[int], otherwise: int) -> int:
    """The year of the address, where it can be shown."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else otherwise
    return year if year in years else otherwise


def address_of(year: int) -> str:
    """Where a year is shown."""
    return f"{reverse('admin:refunds_calendarday_changelist')}?year={year}"


def acts() -> list[Act]:
    """What was entered last, days and years together, the newest first."""
    days = [told(row, said_of_day(row)) for row in latest(CalendarDay)]
    years = [told(row, said_of_year(row)) for row in latest(CalendarYear)]
    return sorted([*days, *years], key=lambda act: act.at, reverse=True)[:ACTS]


def latest(model: Any) -> Any:
    """The latest rows of a history."""
    return model.history.select_related("history_user").order_by("-history_date", "-history_id")[:ACTS]


def told(row: Any, what: str) -> Act:
    """A row of a history as an act."""
    return Act(row.history_date, row.history_user, what, machine_words.said(row.history_change_reason))


def said_of_day(row: Any) -> str:
    """What was entered of a day."""
    return noted(labelled(row.day, row.get_works_display()), row.source)


def said_of_year(row: Any) -> str:
    """What was said of a year."""
    said = _("%s is complete") if row.complete else _("%s is not complete any more")
    return noted(said % row.year, row.source)
