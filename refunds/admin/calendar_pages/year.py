"""A year of the working calendar as a picture: twelve months, each day with what it is and who says so."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from refunds.calendars import LAST_YEAR, WorkingCalendar
from refunds.models import CalendarDay

SATURDAY = 5
WEEKDAYS = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)
ORDINARY, WEEKEND, OFF, SWAPPED, UNKNOWN = "ordinary", "weekend", "off", "swapped", "unknown"
KINDS = {
    ORDINARY: gettext_lazy("working day"),
    WEEKEND: gettext_lazy("weekend"),
    OFF: gettext_lazy("day off"),
    SWAPPED: gettext_lazy("weekend day that is worked"),
    UNKNOWN: gettext_lazy("not known"),
}
MARKS = {
    OFF: pgettext_lazy("mark of a day in the calendar", "off"),
    SWAPPED: pgettext_lazy("mark of a day in the calendar", "work"),
}


class Day(NamedTuple):
    """One day. entry: ours, where there is one; label: what it is, in words."""

    day: dt.date
    kind: str
    label: Any
    mark: Any
    entry: CalendarDay | None
    is_today: bool

    @property
    def is_special(self) -> bool:
        """Whether it is other than its weekday says, or entered by us."""
        return self.kind in MARKS or self.entry is not None

    @property
    def weekday(self) -> Any:
        """The name of its weekday."""
        return WEEKDAYS[self.day.weekday()]

    @property
    def source(self) -> str:
        """Who says so: the notice of our entry, or the package."""
        return self.entry.source if self.entry else _("the package chinesecalendar")


class Month(NamedTuple):
    """One month in weeks from Monday on; None stands for a day of another month."""

    name: str
    weeks: list[list[Day | None]]
    working_days: int | None


class Year(NamedTuple):
    """The whole year. is_known: deadlines in it are worked out."""

    year: int
    months: list[Month]
    is_known: bool
    is_ours: bool
    working_days: int

    @property
    def special(self) -> list[Day]:
        """The days that are other than their weekday says, and those we entered."""
        return [day for month in self.months for week in month.weeks for day in week if day and day.is_special]


def year_of(year: int, known: WorkingCalendar, today: dt.date) -> Year:
    """A year by the calendar as it is in force; what we entered is shown also where the year is not known yet."""
    entries = {row.day: row for row in CalendarDay.objects.filter(day__year=year)}
    months = [month(year, number, known, entries, today) for number in range(1, 13)]
    is_known = known.knows(dt.date(year, 12, 31)) and known.knows(dt.date(year, 1, 1))
    count = sum(one.working_days or 0 for one in months)
    return Year(year, months, is_known, year > LAST_YEAR, count)


def month(year: int, number: int, known: WorkingCalendar, entries: dict[dt.date, CalendarDay], today: dt.date) -> Month:
    """One month."""
    weeks = [
        [day_of(one, known, entries.get(one), today) if one.month == number else None for one in week]
        for week in months_of.Calendar().monthdatescalendar(year, number)
    ]
    days = list(days_of(weeks))
    is_known = all(known.knows(day.day) for day in days)
    count = sum(bool(known.is_working_day(day.day)) for day in days) if is_known else None
    return Month(date_format(dt.date(year, number, 1), "F"), weeks, count)


def days_of(weeks: list[list[Day | None]]) -> Iterator[Day]:
    """The days of a month."""
    return (day for week in weeks for day in week if day is not None)


def day_of(day: dt.date, known: WorkingCalendar, entry: CalendarDay | None, today: dt.date) -> Day:
    """One day: what the calendar says, or our entry in a year that is not known yet."""
    works = known.is_working_day(day)
    if works is None and entry is not None:
        works = entry.works
    kind = kind_of(day, works)
    return Day(day, kind, KINDS[kind], MARKS.get(kind, ""), entry, day == today)


def kind_of(day: dt.date, works: bool | None) -> str:
    """What a day is, by its weekday and whether people work."""
    is_weekend = day.weekday() >= SATURDAY
    if works is None:
        return UNKNOWN
    if works:
        return SWAPPED if is_weekend else ORDINARY
    return WEEKEND if is_weekend else OFF
