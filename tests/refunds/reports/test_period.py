"""A period is whole days in UTC+8, both included."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.reports.period import Period, PeriodError, month_before, month_of


def test_a_day_lasts_from_midnight_to_midnight_in_utc_plus_8() -> None:
    day = Period(dt.date(2026, 3, 11), dt.date(2026, 3, 11))

    assert day.start == dt.datetime(2026, 3, 10, 16, tzinfo=dt.UTC)
    assert day.end == dt.datetime(2026, 3, 11, 16, tzinfo=dt.UTC)


def test_the_last_day_may_not_lie_before_the_first() -> None:
    with pytest.raises(PeriodError, match="before the first"):
        Period(dt.date(2026, 3, 2), dt.date(2026, 3, 1))


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_days_at_the_edge_of_the_calendar_are_refused(day: dt.date) -> None:
    with pytest.raises(PeriodError, match="too far away"):
        Period(day, day)


def test_a_month_ends_on_its_last_day() -> None:
    assert month_of(dt.date(2028, 2, 10)) == Period(dt.date(2028, 2, 1), dt.date(2028, 2, 29))
    assert month_before(dt.date(2026, 1, 31)) == Period(dt.date(2025, 12, 1), dt.date(2025, 12, 31))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_months_follow_each_other_without_a_gap(day: dt.date) -> None:
    assert month_before(day).end == month_of(day).start
    assert month_of(day).first <= day <= month_of(day).last
