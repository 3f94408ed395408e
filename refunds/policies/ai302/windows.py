"""The application window of 302-III.2: each deduction has its own, and nothing restarts it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from refunds.calendars import END_OF_DAY, at, day_of
from refunds.policies.facts import Facts
from refunds.policies.language import derived
from refunds.policies.settings import Terms
from refunds.policies.wording import when

from .claims import received_at
from .deductions import events
from .hindrances import hindrance
from .versions import window_days


class Timely(Enum):
    """Whether an application came within the window of a deduction."""

    IN_TIME = "in time"
    LATE = "late"
    IN_DOUBT = "late or not is for a supervisor"
    NOT_KNOWN = "the time of the deduction is not known"


class Window(NamedTuple):
    """The window of one deduction: its last day, None where that is not known, and how the application stands to it.

    `remark` is what is special about that, as the rest of a sentence.
    """

    deduction: str | None
    event: datetime | None
    last_day: date | None
    timely: Timely
    remark: str = ""

    @property
    def end(self) -> datetime | None:
        """24:00 of the last day, written as its last second."""
        return None if self.last_day is None else at(self.last_day, END_OF_DAY)

    @property
    def sentence(self) -> str:
        """When it was deducted and until when one could apply."""
        last = f", last day {self.last_day}" if self.last_day else ""
        return f"{self.deduction or 'the consumption'} of {when(self.event)}{last}{self.remark}"

    def is_open(self, now: datetime) -> bool:
        """Whether one can still apply. A last day that is not known has not passed as far as anybody can say."""
        return self.last_day is None or day_of(now) <= self.last_day


@derived
def windows(facts: Facts, terms: Terms) -> tuple[Window, ...]:
    """The window of each deduction claimed."""
    received = received_at(facts)
    return tuple(_window(facts, terms, name, event, received) for name, event in events(facts))


def _window(facts: Facts, terms: Terms, name: str | None, event: datetime | None, received: datetime | None) -> Window:
    if event is None:
        return Window(name, None, None, Timely.NOT_KNOWN)
    days = window_days(facts, terms, event)
    last = terms.calendar.working_day_after(day_of(event), days)
    if received is None:
        return Window(name, event, last, Timely.NOT_KNOWN)
    if last is None:
        return Window(name, event, None, *_beyond_the_calendar(event, received, days))
    if day_of(received) <= last:
        return Window(name, event, last, Timely.IN_TIME)
    hindered = hindrance(facts, terms, last)
    return Window(name, event, last, Timely.IN_DOUBT if hindered else Timely.LATE, hindered or "")


def _beyond_the_calendar(event: datetime, received: datetime, days: int) -> tuple[Timely, str]:
    """As many calendar days as the window has working days are in time by any calendar; beyond them nobody knows."""
    said = "; the published calendar does not reach the last day"
    if day_of(received) <= day_of(event) + timedelta(days=days):
        return Timely.IN_TIME, f"{said}, but {days} calendar days are in time by any"
    return Timely.IN_DOUBT, said


def is_any_open(windows: Iterable[Window], now: datetime) -> bool:
    """Whether for any deduction that is not late the window is still open."""
    return any(window.timely is not Timely.LATE and window.is_open(now) for window in windows)
