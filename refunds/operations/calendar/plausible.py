"""How many working days a year can have: who forgets the holidays, or enters them twice, is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from refunds.calendars import WorkingCalendar
from refunds.operations.working_calendar import working_calendar

LEAST, MOST = 240, 256
"""Working days of a year of China: 248 to 252 in each from 2004 on; a year without its holidays has 260 or more."""


def implausible_years(years: Iterable[int]) -> list[str]:
    """A sentence for each of these years that is known and has more or fewer working days than a year can have."""
    calendar = working_calendar()
    known = [year for year in sorted(years) if calendar.knows(dt.date(year, 12, 31))]
    counts = {year: working_days(calendar, year) for year in known}
    return [implausible(year, days) for year, days in counts.items() if not LEAST <= days <= MOST]


def implausible(year: int, days: int) -> str:
    """The sentence for a year with so many working days."""
    told = {"year": year, "days": days, "least": LEAST, "most": MOST}
    if days > MOST:
        return (
            _("%(year)s would have %(days)s working days; more than %(most)s means that days off are missing.") % told
        )
    return _("%(year)s would have %(days)s working days; fewer than %(least)s means that too many are off.") % told


def working_days(calendar: WorkingCalendar, year: int) -> int:
    """The working days of a year that the calendar knows."""
    first = dt.date(year, 1, 1)
    days = (first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days))
    return sum(bool(calendar.is_working_day(day)) for day in days)
