"""Years whose arrangement was entered completely: deadlines in them are known from then on."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.calendars import LAST_YEAR, amended
from refunds.models import CalendarDay, CalendarYear
from refunds.operations.calendar.change import begin, end, source_faults
from refunds.operations.calendar.plausible import LEAST, MOST, implausible, working_days
from refunds.operations.perform import Refused
from refunds.operations.words import required
from refunds.operations.working_calendar import working_calendar


class YearPlan(NamedTuple):
    """A year as it is entered now: its working days, and how many days are entered as off and as worked."""

    year: int
    working_days: int
    off: int
    worked: int

    @property
    def plausible(self) -> bool:
        """Whether a year can have so many working days."""
        return LEAST <= self.working_days <= MOST


def year_plan(year: int) -> YearPlan:
    """The year by the days entered so far, as if it were complete."""
    entered = dict(CalendarDay.objects.values_list("day", "works"))
    calendar = amended(entered, range(LAST_YEAR + 1, year + 1))
    ours = [works for day, works in entered.items() if day.year == year]
    return YearPlan(year, working_days(calendar, year), ours.count(False), ours.count(True))


def complete_year(year: int, *, source: str, act: Act) -> CalendarYear:
    """Say that the arrangement of a year is entered whole, by the notice named. Raises Refused, with every reason."""
    with transaction.atomic():
        begin(act)
        if found := [*source_faults(source), *_faults(year)]:
            raise Refused(*found)
        row = CalendarYear.objects.filter(year=year).first() or CalendarYear(year=year)
        row.complete, row.source = True, source.strip()
        row.save(act=act)
        end([year])
        return CalendarYear.fetch(row.pk)


def reopen_year(year: int, *, act: Act) -> CalendarYear:
    """Take back that a year is complete: its deadlines are not known again. act.why says why. Raises Refused."""
    with transaction.atomic():
        begin(act)
        required(act.why, _("Say why the year is not complete after all."))
        row = CalendarYear.objects.filter(year=year, complete=True).first()
        if row is None:
            raise Refused(_("%s is not marked complete.") % year)
        if CalendarYear.objects.filter(year__gt=year, complete=True).exists():
            raise Refused(_("A later year is complete: reopen that one first."))
        row.complete = False
        row.save(act=act)
        end()
        return CalendarYear.fetch(row.pk)


def _faults(year: int) -> list[str]:
    known_to = working_calendar().known_to.year
    if year <= LAST_YEAR:
        return [_("%s is known without entries of ours.") % year]
    if year <= known_to:
        return [_("%s is marked complete already.") % year]
    if year > known_to + 1:
        return [_("%(next)s has to be complete before %(year)s.") % {"next": known_to + 1, "year": year}]
    plan = year_plan(year)
    return [] if plan.plausible else [implausible(year, plan.working_days)]
