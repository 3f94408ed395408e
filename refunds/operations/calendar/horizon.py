"""The end of the working calendar, seen before it matters: what is missing, raised once a day and mailed."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from accounts.acts import Act
from refunds.calendars import day_of
from refunds.locks import lock_name
from refunds.models import OPEN, CalendarNotice
from refunds.operations.calendar.job import enqueue_mail
from refunds.operations.working_calendar import working_calendar

# A deadline that the calendar does not reach is null in the evaluation; what sets no deadline has no entry there.
WITHOUT_A_DAY = """
SELECT count(*) FROM refunds_refundcase c CROSS JOIN LATERAL (
    SELECT document FROM refunds_evaluation WHERE case_id = c.id ORDER BY at DESC, id DESC LIMIT 1
) e WHERE c.status = ANY(%s) AND jsonb_path_exists(e.document, '$.deadlines.* ? (@ == null)')
"""


class Horizon(NamedTuple):
    """How far the calendar reaches, seen from a day. notice: the latest about the year that is missing, or None."""

    known_to: dt.date
    days_left: int
    notice: CalendarNotice | None

    @property
    def year(self) -> int:
        """The first year that isn't known."""
        return self.known_to.year + 1

    @property
    def is_near(self) -> bool:
        """Whether it is time to enter the next year."""
        return self.days_left < settings.CALENDAR_NOTICE_DAYS

    @property
    def cases(self) -> int:
        """Open cases that wait for the year, when it was looked last."""
        return self.notice.cases if self.notice else 0


def horizon(at: dt.datetime) -> Horizon:
    """How far the calendar reaches at an instant, and what was said about it."""
    known_to = working_calendar().known_to
    notice = CalendarNotice.objects.filter(year=known_to.year + 1).first()
    return Horizon(known_to, (known_to - day_of(at)).days, notice)


def raise_notice(*, act: Act) -> CalendarNotice | None:
    """Tell administrators that a year is missing, where the calendar ends soon or a case waits for it already.

    Once a day for each year; None where nothing is to be told, or it was told today.
    """
    with transaction.atomic():
        lock_name("calendar", "China")
        seen, cases, today = horizon(act.at), cases_without_a_day(), day_of(act.at)
        told_today = seen.notice is not None and seen.notice.day >= today
        if told_today or not (seen.is_near or cases):
            return None
        notice: CalendarNotice = CalendarNotice.objects.create(
            year=seen.year, day=today, at=act.at, known_to=seen.known_to, cases=cases
        )
        enqueue_mail(notice.pk)
        return notice


def cases_without_a_day() -> int:
    """Open cases with a deadline that isn't known."""
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_A_DAY, [[str(state) for state in OPEN]])
        return int(cursor.fetchone()[0])
