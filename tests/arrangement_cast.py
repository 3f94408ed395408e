"""The arrangement of a year that the package does not know: invented for tests, and plausible."""

from __future__ import annotations

import datetime as dt

from refunds.calendars import LAST_YEAR
from refunds.operations.calendar import DayEntry

NEXT_YEAR = LAST_YEAR + 1
NOTICE = f"Notice of the State Council on the holidays of {NEXT_YEAR}"
WEEKDAYS_OFF = 12


def holidays_of(year: int) -> list[DayEntry]:
    """Twelve weekdays off: the first of January, and the first eleven weekdays of October."""
    october = (dt.date(year, 10, 1) + dt.timedelta(days=n) for n in range(31))
    weekdays = [day for day in october if day.weekday() < 5][: WEEKDAYS_OFF - 1]
    return [DayEntry(day, False) for day in (dt.date(year, 1, 1), *weekdays)]
