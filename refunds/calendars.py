"""Working days and deadlines in UTC+8, by the arrangement of the State Council.

A day the published arrangement does not reach is not known: the answer is None, never a guess.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from importlib.metadata import version

from chinese_calendar.constants import holidays, workdays

UTC8 = timezone(timedelta(hours=8), "UTC+8")

END_OF_DAY = time(23, 59, 59)  # 24:00 of that day, written as its last second
CLOSE_OF_BUSINESS = time(18, 0)


def in_china(instant: datetime) -> datetime:
    """The same instant by the clock in UTC+8."""
    return instant if instant.tzinfo is UTC8 else instant.astimezone(UTC8)


def day_of(instant: datetime) -> date:
    """The calendar day of an instant in UTC+8."""
    return in_china(instant).date()


def at(day: date, clock: time) -> datetime:
    """An instant of a day by the clock in UTC+8."""
    return datetime.combine(day, clock, UTC8)


def hours_after(instant: datetime, hours: int) -> datetime:
    """The instant so many elapsed hours later; clocks being put forward or back play no part."""
    return in_china(instant) + timedelta(0, hours * 3600)


def days_after(instant: datetime, days: int) -> datetime:
    """The instant so many times 24 elapsed hours later."""
    return in_china(instant) + timedelta(days)


class WorkingCalendar:
    """The working days between two known dates, both inclusive, with the version of the arrangement behind them."""

    __slots__ = ("_ordinals", "known_from", "known_to", "version")

    def __init__(self, working_days: Iterable[date], known_from: date, known_to: date, version: str) -> None:
        self._ordinals = sorted({day.toordinal() for day in working_days if known_from <= day <= known_to})
        self.known_from, self.known_to, self.version = known_from, known_to, version

    def knows(self, day: date) -> bool:
        return self.known_from <= day <= self.known_to

    def is_working_day(self, day: date) -> bool | None:
        """Whether people work on this day; None when the arrangement does not reach it."""
        if not self.knows(day):
            return None
        place = bisect_right(self._ordinals, day.toordinal())
        return place > 0 and self._ordinals[place - 1] == day.toordinal()

    def working_day_after(self, day: date, count: int) -> date | None:
        """The count-th working day after a day, which is itself day 0 whether or not people work on it.

        None when the arrangement does not reach that far. Civil Code of the PRC, art. 201.
        """
        if count < 1:
            raise ValueError(f"the count of working days must be at least 1, not {count}")
        place = bisect_right(self._ordinals, day.toordinal()) + count - 1
        if not self.knows(day) or place >= len(self._ordinals):
            return None
        return date.fromordinal(self._ordinals[place])

    def deadline(self, start: datetime, count: int, clock: time) -> datetime | None:
        """That clock time of the count-th working day after the UTC+8 day of an instant; None when not known."""
        return _deadline(self, day_of(start), count, clock)


@lru_cache(maxsize=4096)
def _deadline(calendar: WorkingCalendar, day: date, count: int, clock: time) -> datetime | None:
    """Many cases come in on one day."""
    last_day = calendar.working_day_after(day, count)
    return None if last_day is None else at(last_day, clock)


def by_arrangement(
    off: Iterable[date], worked: Iterable[date], first_year: int, last_year: int, version: str
) -> WorkingCalendar:
    """A calendar of Monday to Friday without the days off, with the weekend days that are worked."""
    off, worked = set(off), set(worked)
    known_from, known_to = date(first_year, 1, 1), date(last_year, 12, 31)
    days = (date.fromordinal(n) for n in range(known_from.toordinal(), known_to.toordinal() + 1))
    return WorkingCalendar(
        (day for day in days if day in worked or (day.weekday() < 5 and day not in off)), known_from, known_to, version
    )


FIRST_YEAR, LAST_YEAR = min(holidays).year, max(holidays).year

CHINA = by_arrangement(holidays, workdays, FIRST_YEAR, LAST_YEAR, f"chinesecalendar {version('chinesecalendar')}")


def amended(days: Mapping[date, bool], complete: Iterable[int] = ()) -> WorkingCalendar:
    """China's calendar with our own entries: whether people work on some days, and the years they complete.

    A year beyond those of the package is known once it is complete, and every year before it is known. The version
    names the package's and a digest of the entries, so that the same entries always have the same version.
    """
    if not days and not complete:
        return CHINA
    return _amended(tuple(sorted(days.items())), tuple(sorted(complete)))


@lru_cache(maxsize=8)
def _amended(days: tuple[tuple[date, bool], ...], complete: tuple[int, ...]) -> WorkingCalendar:
    off, worked = ({day for day, works in days if works is wanted} for wanted in (False, True))
    last_year = LAST_YEAR
    while last_year + 1 in complete:
        last_year += 1
    entries = repr(([(day.isoformat(), works) for day, works in days], complete))
    name = f"{CHINA.version} + {hashlib.sha256(entries.encode()).hexdigest()[:12]}"
    return by_arrangement((set(holidays) - worked) | off, (set(workdays) - off) | worked, FIRST_YEAR, last_year, name)
