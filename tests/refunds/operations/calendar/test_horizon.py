"""The end of the calendar is noticed before it matters: once a day for each year, until the year is entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from refunds.calendars import LAST_YEAR, UTC8
from refunds.models import CalendarNotice, RefundCase
from refunds.operations.assess import assess
from refunds.operations.calendar import complete_year, enter_days, horizon, raise_notice
from refunds.operations.calendar.job import MAIL
from tests.arrangement_cast import NEXT_YEAR, NOTICE, holidays_of
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
LAST_DAY = dt.date(LAST_YEAR, 12, 31)
AUTUMN = dt.datetime(LAST_YEAR, 11, 2, 9, 0, tzinfo=UTC8)
"""59 days before the last one."""
NEW_YEARS_EVE = dt.datetime(LAST_YEAR, 12, 30, 9, 0, tzinfo=UTC8)


@pytest.fixture
def watch(act_of: ActOf) -> Callable[[dt.datetime], CalendarNotice | None]:
    """watch(instant): the worker looks at the calendar then."""

    def look(at: dt.datetime) -> CalendarNotice | None:
        return raise_notice(act=Act(by=act_of("worker").by, at=at))

    return look


Watch = Callable[[dt.datetime], CalendarNotice | None]


def case_without_a_day(case: RefundCase, act: Act) -> None:
    """The case is looked at so late in the last known year that its deadlines lie in the next."""
    case.submitted_at = NEW_YEARS_EVE
    case.save(act=act)
    assess(case.pk, act=act, as_of=NEW_YEARS_EVE + dt.timedelta(hours=1))


def test_nothing_is_told_while_the_calendar_reaches_far_enough(watch: Watch) -> None:
    assert watch(AUTUMN - dt.timedelta(days=1)) is None
    assert not CalendarNotice.objects.exists()


def test_a_notice_is_raised_when_the_calendar_ends_soon(watch: Watch) -> None:
    notice = watch(AUTUMN)
    assert notice
    assert (notice.year, notice.day, notice.known_to, notice.cases) == (NEXT_YEAR, AUTUMN.date(), LAST_DAY, 0)
    assert (notice.at, notice.days_left) == (AUTUMN, 59)


def test_how_soon_is_a_setting(watch: Watch, settings: object) -> None:
    settings.CALENDAR_NOTICE_DAYS = 59  # type: ignore[attr-defined]
    assert watch(AUTUMN) is None
    assert watch(AUTUMN + dt.timedelta(days=1))


def test_a_notice_is_raised_once_a_day_and_mailed_once(watch: Watch) -> None:
    first = watch(AUTUMN)
    assert first
    assert watch(AUTUMN + dt.timedelta(hours=10)) is None
    job = ProcrastinateJob.objects.get(task_name=MAIL)
    assert job.args == {"notice_id": first.pk}
    assert watch(AUTUMN + dt.timedelta(days=1))
    assert CalendarNotice.objects.count() == 2


def test_the_database_keeps_a_second_notice_of_the_day_out(watch: Watch) -> None:
    watch(AUTUMN)
    with pytest.raises(IntegrityError, match="refunds_calendar_notice_once_a_day"):
        CalendarNotice.objects.create(year=NEXT_YEAR, day=AUTUMN.date(), at=AUTUMN, known_to=LAST_DAY, cases=3)


def test_a_case_with_a_deadline_that_is_not_known_raises_a_notice_at_any_time(
    watch: Watch, case: RefundCase, act_of: ActOf
) -> None:
    case_without_a_day(case, act_of("worker"))
    notice = watch(MOMENT)
    assert notice
    assert (notice.year, notice.cases) == (NEXT_YEAR, 1)


def test_a_case_whose_deadlines_are_known_raises_none(watch: Watch, case: RefundCase, act_of: ActOf) -> None:
    assess(case.pk, act=act_of("worker"))
    assert watch(MOMENT) is None


def test_once_the_year_is_entered_nothing_is_told(watch: Watch, act_of: ActOf) -> None:
    watch(AUTUMN)
    enter_days(holidays_of(NEXT_YEAR), source=NOTICE, act=act_of("adam"))
    complete_year(NEXT_YEAR, source=NOTICE, act=act_of("adam"))
    assert watch(AUTUMN + dt.timedelta(days=1)) is None
    seen = horizon(AUTUMN + dt.timedelta(days=1))
    assert (seen.year, seen.is_near, seen.cases, seen.notice) == (NEXT_YEAR + 1, False, 0, None)


def test_the_horizon_is_counted_in_days_of_utc8() -> None:
    late = dt.datetime(LAST_YEAR, 12, 30, 16, 30, tzinfo=dt.UTC)  # past midnight in UTC+8
    assert horizon(late).days_left == 0
    assert horizon(late + dt.timedelta(days=1)).days_left == -1
