"""An administrator enters days from a notice and corrects them; whatever is wrong is told, and nothing is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import CalendarDay
from refunds.operations.calendar import DayEntry, complete_year, correct_day, enter_days
from refunds.operations.calendar.job import DEADLINES
from refunds.operations.perform import Refused
from refunds.operations.working_calendar import working_calendar
from tests.arrangement_cast import NEXT_YEAR, NOTICE, holidays_of

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(NEXT_YEAR, 1, 1)
ORDINARY_MONDAY = dt.date(2026, 3, 16)

ActOf = Callable[..., Act]


def sentences_of(entries: list[DayEntry], act: Act, source: str = NOTICE) -> list[str]:
    """Why these entries are refused; nothing of them is stored then."""
    before = CalendarDay.objects.count()
    with pytest.raises(Refused) as refused:
        enter_days(entries, source=source, act=act)
    assert CalendarDay.objects.count() == before
    return refused.value.sentences


def test_a_day_is_entered_with_its_notice_and_signed_in_its_history(act_of: ActOf) -> None:
    act = act_of("adam", "the notice is out")
    (row,) = enter_days([DayEntry(NEW_YEAR, False)], source=f"  {NOTICE} ", act=act)
    assert (row.day, row.works, row.source) == (NEW_YEAR, False, NOTICE)
    version = row.history.get()
    assert (version.history_user, version.history_date, version.history_change_reason) == (act.by, act.at, act.why)


def test_an_entry_overrides_the_package_and_makes_another_version_of_the_calendar(act_of: ActOf) -> None:
    before = working_calendar()
    assert before.is_working_day(ORDINARY_MONDAY) is True
    enter_days([DayEntry(ORDINARY_MONDAY, False)], source=NOTICE, act=act_of("adam"))
    assert working_calendar().is_working_day(ORDINARY_MONDAY) is False
    assert working_calendar().version != before.version


def test_an_entry_has_the_deadlines_of_open_cases_worked_out_once(act_of: ActOf) -> None:
    enter_days([DayEntry(NEW_YEAR, False)], source=NOTICE, act=act_of("adam"))
    correct_day(NEW_YEAR, works=True, source=NOTICE, act=act_of("adam"))
    assert ProcrastinateJob.objects.get().task_name == DEADLINES


@pytest.mark.parametrize("name", ["mei", "sofia", "fatima", "wei", "anna", "worker"])
def test_only_an_administrator_enters_days(name: str, act_of: ActOf) -> None:
    assert sentences_of([DayEntry(NEW_YEAR, False)], act_of(name)) == ["Your role does not include this step."]


def test_one_wrong_day_keeps_all_of_them_out(act_of: ActOf) -> None:
    days = [DayEntry(NEW_YEAR, False, "line 1"), DayEntry(dt.date(2207, 1, 4), True, "line 2")]
    assert sentences_of(days, act_of("adam")) == ["line 2 (2207-01-04): the year is not between 2004 and 2028."]


def test_a_day_named_twice_is_refused(act_of: ActOf) -> None:
    twice = [DayEntry(NEW_YEAR, False, "line 1"), DayEntry(NEW_YEAR, True, "line 7")]
    assert sentences_of(twice, act_of("adam")) == [f"line 7 ({NEW_YEAR}): this day is named twice."]


def test_a_day_that_is_entered_already_is_to_be_corrected(act_of: ActOf) -> None:
    enter_days([DayEntry(NEW_YEAR, False)], source=NOTICE, act=act_of("adam"))
    assert sentences_of([DayEntry(NEW_YEAR, True)], act_of("adam")) == [
        f"{NEW_YEAR}: it is entered already as day off ({NOTICE}); correct that entry."
    ]


def test_an_entry_needs_a_day_and_a_notice_that_fits(act_of: ActOf) -> None:
    assert sentences_of([], act_of("adam"), " ") == ["Name the notice that says so.", "There is no day to enter."]
    too_long = sentences_of([DayEntry(NEW_YEAR, False)], act_of("adam"), "x" * 301)
    assert too_long == ["The notice has 301 characters; the most is 300."]


def test_days_that_make_a_known_year_implausible_are_refused(act_of: ActOf) -> None:
    start = dt.date(2026, 3, 2)
    days = [DayEntry(start + dt.timedelta(days=n), False) for n in range(14)]
    assert sentences_of(days, act_of("adam")) == [
        "2026 would have 238 working days; fewer than 240 means that too many are off."
    ]


def test_a_mistaken_day_is_corrected_and_its_history_keeps_what_stood_there(act_of: ActOf) -> None:
    enter_days([DayEntry(NEW_YEAR, True)], source=NOTICE, act=act_of("adam"))
    row = correct_day(NEW_YEAR, works=False, source="Second notice", act=act_of("adam", "misread", minutes=5))
    assert (row.works, row.source) == (False, "Second notice")
    kept = row.history.order_by("history_date").values_list("works", "history_change_reason")
    assert list(kept) == [(True, "because the test says so"), (False, "misread")]


def test_a_correction_says_why_and_changes_something(act_of: ActOf) -> None:
    enter_days([DayEntry(NEW_YEAR, True)], source=NOTICE, act=act_of("adam"))
    with pytest.raises(Refused, match=r"Say why the entry is corrected\."):
        correct_day(NEW_YEAR, works=False, source=NOTICE, act=act_of("adam", " "))
    with pytest.raises(Refused, match=f"{NEW_YEAR} is entered like that already"):
        correct_day(NEW_YEAR, works=True, source=NOTICE, act=act_of("adam"))
    with pytest.raises(NoSuchRow, match=r"2027-03-01 is not entered: enter it\."):
        correct_day(dt.date(2027, 3, 1), works=True, source=NOTICE, act=act_of("adam"))


def test_a_correction_may_not_make_a_completed_year_implausible(act_of: ActOf) -> None:
    days = holidays_of(NEXT_YEAR)
    few = days[:5]
    assert len(days) == 12
    enter_days(few, source=NOTICE, act=act_of("adam"))
    complete_year(NEXT_YEAR, source=NOTICE, act=act_of("adam"))
    with pytest.raises(Refused, match=f"{NEXT_YEAR} would have 257 working days; more than 256"):
        correct_day(few[0].day, works=True, source=NOTICE, act=act_of("adam"))
    assert CalendarDay.objects.get(day=few[0].day).works is False
