from datetime import date, datetime, time, timedelta, timezone
from time import tzset
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from refunds.calendars import (
    CHINA,
    CLOSE_OF_BUSINESS,
    END_OF_DAY,
    UTC8,
    WorkingCalendar,
    amended,
    day_of,
    days_after,
    hours_after,
)


@pytest.mark.parametrize(
    ("event", "last_day"),
    [
        ("2025-03-10", "2025-03-19"),
        ("2025-03-09", "2025-03-18"),
        ("2025-01-24", "2025-02-10"),
        ("2025-04-25", "2025-05-08"),
        ("2025-09-26", "2025-10-13"),
        ("2025-12-29", "2026-01-08"),
        ("2026-02-12", "2026-02-28"),
        ("2026-02-18", "2026-03-03"),
        ("2026-09-18", "2026-09-29"),
        ("2026-09-28", "2026-10-13"),
    ],
)
def test_seven_working_days_counted_by_hand(event, last_day):
    assert CHINA.working_day_after(date.fromisoformat(event), 7) == date.fromisoformat(last_day)


def test_working_days_follow_the_arrangement_of_the_state_council():
    off = "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08"
    worked = "01-26 02-08 04-27 09-28 10-11"
    assert not any(CHINA.is_working_day(date.fromisoformat(f"2025-{day}")) for day in off.split())
    assert all(CHINA.is_working_day(date.fromisoformat(f"2025-{day}")) for day in worked.split())


def test_what_the_published_arrangement_does_not_reach_is_not_known():
    assert CHINA.is_working_day(date(2027, 1, 4)) is None
    assert CHINA.working_day_after(date(2026, 12, 29), 3) is None
    assert CHINA.working_day_after(date(2026, 12, 29), 2) == date(2026, 12, 31)
    assert CHINA.working_day_after(date(2028, 2, 29), 1) is None
    assert CHINA.working_day_after(date(2003, 12, 31), 1) is None
    assert CHINA.deadline(datetime(2026, 12, 31, 9, tzinfo=UTC8), 1, CLOSE_OF_BUSINESS) is None


def test_a_deadline_falls_on_the_day_in_utc8_whatever_the_offset_of_the_instant():
    evening_in_california = datetime(2025, 4, 9, 20, tzinfo=timezone(timedelta(hours=-7)))
    assert day_of(evening_in_california) == date(2025, 4, 10)
    assert CHINA.deadline(evening_in_california, 2, CLOSE_OF_BUSINESS).isoformat() == "2025-04-14T18:00:00+08:00"
    assert CHINA.deadline(evening_in_california, 2, END_OF_DAY).isoformat() == "2025-04-14T23:59:59+08:00"


def test_the_day_of_receipt_is_not_counted_even_after_hours():
    assert CHINA.deadline(datetime(2025, 3, 10, 23, 30, tzinfo=UTC8), 1, END_OF_DAY).date() == date(2025, 3, 11)


def test_elapsed_time_ignores_clocks_being_put_back():
    new_york = datetime(2025, 11, 1, 20, tzinfo=ZoneInfo("America/New_York"))
    assert hours_after(new_york, 24).astimezone(ZoneInfo("America/New_York")).hour == 19
    assert days_after(new_york, 30) - new_york.astimezone(UTC8) == timedelta(days=30)


def test_less_than_one_working_day_is_no_deadline():
    with pytest.raises(ValueError, match="at least 1"):
        CHINA.working_day_after(date(2025, 3, 10), 0)


def test_a_calendar_of_our_own_days_carries_its_version():
    week = WorkingCalendar([date(2025, 3, day) for day in (10, 12, 14)], date(2025, 3, 10), date(2025, 3, 16), "desk 1")
    assert week.version == "desk 1"
    assert week.working_day_after(date(2025, 3, 10), 2) == date(2025, 3, 14)
    assert week.is_working_day(date(2025, 3, 11)) is False
    assert week.working_day_after(date(2025, 3, 14), 1) is None


@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)), st.integers(1, 40))
def test_the_nth_working_day_is_the_last_of_n_working_days_after_the_start(start, count):
    found = CHINA.working_day_after(start, count)
    if found is None:
        found = CHINA.known_to
        assert sum(bool(CHINA.is_working_day(start + timedelta(n + 1))) for n in range((found - start).days)) < count
    else:
        between = [start + timedelta(n + 1) for n in range((found - start).days)]
        assert CHINA.is_working_day(found)
        assert sum(bool(CHINA.is_working_day(day)) for day in between) == count


def test_deadlines_are_written_with_the_offset_of_the_desk():
    assert CHINA.deadline(datetime(2025, 3, 10, tzinfo=UTC8), 1, time(18)).utcoffset() == timedelta(hours=8)


def test_without_entries_of_our_own_the_calendar_is_that_of_the_package():
    assert amended({}) is CHINA
    assert CHINA.version.startswith("chinesecalendar 1.")


def test_our_own_entry_overrides_the_package_for_that_day():
    monday, sunday = date(2025, 3, 10), date(2025, 1, 26)
    calendar = amended({monday: False, sunday: False, date(2025, 10, 1): True})
    assert calendar.is_working_day(monday) is False
    assert calendar.is_working_day(sunday) is False
    assert calendar.is_working_day(date(2025, 10, 1)) is True
    assert calendar.is_working_day(date(2025, 3, 11)) is True


def test_a_further_year_is_known_once_it_is_complete_and_no_year_before_it_is_missing():
    days = {date(2027, 1, 1): False, date(2027, 1, 3): True}
    assert amended(days).is_working_day(date(2027, 1, 4)) is None
    assert amended(days, [2028]).is_working_day(date(2028, 1, 4)) is None
    calendar = amended(days, [2027])
    assert [calendar.is_working_day(date(2027, 1, day)) for day in (1, 2, 3, 4)] == [False, False, True, True]
    assert calendar.working_day_after(date(2026, 12, 31), 1) == date(2027, 1, 3)
    assert calendar.is_working_day(date(2028, 1, 3)) is None


def test_the_version_of_a_calendar_is_that_of_its_entries():
    new_year = {date(2027, 1, 1): False}
    assert amended(new_year, [2027]).version == amended(dict(new_year), (2027,)).version
    versions = [amended({}), amended(new_year), amended(new_year, [2027]), amended({date(2027, 1, 1): True})]
    assert len({calendar.version for calendar in versions}) == 4
    assert versions[1].version.startswith(f"{CHINA.version} + ")


def test_a_second_opinion_agrees_on_every_day_that_both_know():
    other = country_holidays("CN", years=range(2024, 2027), categories=("public",))
    days = [date.fromordinal(n) for n in range(date(2024, 1, 1).toordinal(), date(2026, 12, 31).toordinal() + 1)]
    assert [day for day in days if CHINA.is_working_day(day) != other.is_working_day(day)] == []


def test_a_calendar_knows_its_first_and_last_day_and_no_other():
    first, last = date(2025, 3, 10), date(2025, 3, 12)
    calendar = WorkingCalendar([date(2025, 3, 9), first, last, date(2025, 3, 13)], first, last, "three days")
    days = [date(2025, 3, day) for day in (9, 10, 11, 12, 13)]
    assert [calendar.is_working_day(day) for day in days] == [None, True, False, True, None]


def test_a_calendar_begins_and_ends_with_its_years():
    assert (CHINA.known_from.month, CHINA.known_from.day) == (1, 1)
    assert (CHINA.known_to.month, CHINA.known_to.day) == (12, 31)
    last = date(CHINA.known_to.year, 12, 31)
    assert CHINA.is_working_day(last) is (last.weekday() < 5)


def test_the_zone_of_the_machine_plays_no_part(monkeypatch):
    instant = datetime(2025, 3, 10, 2, tzinfo=timezone(timedelta(hours=9)))
    for zone in ("America/New_York", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        tzset()
        assert day_of(instant) == date(2025, 3, 10)
        assert hours_after(instant, 1).isoformat() == "2025-03-10T02:00:00+08:00"
    monkeypatch.undo()
    tzset()


def test_the_same_entries_have_the_same_version_of_a_dozen_digits():
    version = amended({date(2025, 3, 10): False}).version
    assert version == amended({date(2025, 3, 10): False}).version
    assert len(version.rpartition(" + ")[2]) == 12
