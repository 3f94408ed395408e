"""A span of days, as people who close books say it: from the first to the last, both included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from refunds.calendars import UTC8


class PeriodError(ValueError):
    """Two days that are no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in UTC+8, both included."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(_("The last day lies before the first one."))
        if not 1970 <= self.first.year <= self.last.year <= 9000:
            raise PeriodError(_("The days are too far away."))

    @property
    def start(self) -> dt.datetime:
        """The first instant."""
        return dt.datetime.combine(self.first, dt.time(), UTC8)

    @property
    def end(self) -> dt.datetime:
        """The first instant after it."""
        return dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), UTC8)

    def __str__(self) -> str:
        return f"{self.first.isoformat()} – {self.last.isoformat()}"


def month_of(day: dt.date) -> Period:
    """The calendar month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))


def month_before(day: dt.date) -> Period:
    """The calendar month before that of a day: the one whose books are being closed."""
    return month_of(day.replace(day=1) - dt.timedelta(days=1))
