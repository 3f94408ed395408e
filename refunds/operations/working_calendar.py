"""The working calendar as it is in force: that of the package with the days and years that we entered."""

from __future__ import annotations

from refunds.calendars import WorkingCalendar, amended
from refunds.models import CalendarDay, CalendarYear


def working_calendar() -> WorkingCalendar:
    """The calendar by which deadlines are worked out now; its `version` is stored with every evaluation."""
    days = dict(CalendarDay.objects.values_list("day", "works"))
    return amended(days, CalendarYear.objects.filter(complete=True).values_list("year", flat=True))
