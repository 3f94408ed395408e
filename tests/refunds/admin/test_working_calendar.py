"""The working calendar as people see it, and as an administrator enters it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.calendars import CHINA, LAST_YEAR
from refunds.models import CalendarDay, CalendarYear
from refunds.operations.calendar import complete_year, enter_days, read_days
from tests.at_the_desk import Desk, Person
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db

NEXT = LAST_YEAR + 1
SOURCE = "Notice 1 of the State Council"


@pytest.fixture(autouse=True)
def _the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The calendar is looked at and entered at the one moment of the tests."""
    for module in ("page", "view"):
        monkeypatch.setattr(f"refunds.admin.calendar_pages.{module}.now", lambda: MOMENT)


def arrangement(year: int) -> str:
    """The days off of a year, enough of them for a plausible one."""
    first = dt.date(year, 1, 1)
    weekdays = [day for day in (first + dt.timedelta(days=n) for n in range(40)) if day.weekday() < 5]
    return "\n".join(f"{day} off" for day in weekdays[:12])


@pytest.fixture
def entered(act_of: Callable[..., Act]) -> CalendarDay:
    """The days of the year after the package's, entered by Adam; the first of them."""
    rows = enter_days(read_days(arrangement(NEXT)), source=SOURCE, act=act_of("adam"))
    return rows[0]


def year(person: Person, shown: int) -> Any:
    """The page of a year."""
    return person.client.get(f"{reverse('admin:refunds_calendarday_changelist')}?year={shown}")


def day(answer: Any, wanted: dt.date) -> Any:
    """A day of the picture."""
    months = answer.context["year"].months
    return next(one for week in months[wanted.month - 1].weeks for one in week if one and one.day == wanted)


def does(person: Person, name: str, *args: Any, **typed: Any) -> Any:
    """Send a form of the calendar."""
    return person.client.post(reverse(f"admin:refunds_calendarday_{name}", args=args), typed)


def test_a_year_of_the_package_shows_what_each_day_is(desk: Desk) -> None:
    answer = year(desk("mei"), 2026)

    kinds = {text: day(answer, dt.date.fromisoformat(text)).kind for text in SOME_DAYS}
    assert kinds == SOME_DAYS
    assert answer.context["year"].working_days == sum(
        bool(CHINA.is_working_day(dt.date(2026, 1, 1) + dt.timedelta(days=n))) for n in range(365)
    )


SOME_DAYS = {
    "2026-01-01": "off",
    "2026-01-04": "swapped",
    "2026-01-05": "ordinary",
    "2026-01-10": "weekend",
}
"""New Year, the Sunday that is worked for it, a Monday and a Saturday."""


def test_the_horizon_and_the_cases_that_wait_for_more_are_said(desk: Desk) -> None:
    text = year(desk("adam"), 2026).content.decode()

    assert f"Deadlines are known until 31 Dec {LAST_YEAR}" in text
    assert "No open case waits for more of it." in text


def test_a_year_that_is_not_known_says_so_and_shows_what_is_entered(desk: Desk, entered: CalendarDay) -> None:
    answer = year(desk("mei"), NEXT)

    assert "Not known yet." in answer.content.decode()
    assert (day(answer, entered.day).kind, day(answer, entered.day).source) == ("off", SOURCE)
    assert day(answer, dt.date(NEXT, 6, 1)).kind == "unknown"


@pytest.mark.parametrize("asked", ["1900", "9999", "abcd", "²027", "-1", ""])
def test_a_year_that_cannot_be_shown_is_the_present_one(desk: Desk, asked: str) -> None:
    address = reverse("admin:refunds_calendarday_changelist")

    assert desk("mei").client.get(address, {"year": asked}).context["year"].year == MOMENT.year


def test_an_administrator_enters_the_days_of_a_notice(desk: Desk) -> None:
    answer = does(desk("adam"), "enter", days=f"{NEXT}-01-01..{NEXT}-01-03 off\n{NEXT}-02-06 works", source=SOURCE)

    assert answer.headers["Location"].endswith(f"?year={NEXT}")
    assert list(CalendarDay.objects.values_list("works", flat=True)) == [False, False, False, True]
    assert CalendarDay.objects.first().history.latest().history_user.username == "adam"


def test_every_line_that_cannot_be_read_is_told_at_the_field(desk: Desk) -> None:
    answer = does(desk("adam"), "enter", days=f"{NEXT}-02-30 off\nsome day\n{NEXT}-01-01 off", source=SOURCE)

    said = answer.context["form"].errors["days"]
    assert [sentence.split(":")[0] for sentence in said] == ["line 1", "line 2"]
    assert not CalendarDay.objects.exists()


def test_a_day_that_is_entered_already_is_refused_and_what_was_typed_stays(desk: Desk, entered: CalendarDay) -> None:
    answer = does(desk("adam"), "enter", days=f"{entered.day} works", source="another")

    assert "it is entered already as day off" in answer.context["refused"][0]
    assert answer.context["form"]["days"].value() == f"{entered.day} works"


def test_a_mistaken_entry_is_corrected_with_a_reason_and_the_history_keeps_it(desk: Desk, entered: CalendarDay) -> None:
    adam = desk("adam")

    does(adam, "correct", entered.pk, works="True", source=SOURCE, why="misread")

    assert CalendarDay.fetch(entered.pk).works
    acts = year(adam, NEXT).context["acts"]
    assert (acts[0].what, acts[0].why) == (f"{entered.day}: working day ({SOURCE})", "misread")


def test_a_year_is_marked_complete_and_taken_back(desk: Desk, entered: CalendarDay) -> None:
    adam = desk("adam")

    does(adam, "complete", NEXT, source=SOURCE)
    assert year(adam, NEXT).context["year"].is_known
    does(adam, "reopen", NEXT, why="a day is missing")

    assert not year(adam, NEXT).context["year"].is_known
    assert not CalendarYear.objects.get().complete


def test_a_year_without_its_holidays_is_not_marked_complete(desk: Desk) -> None:
    answer = does(desk("adam"), "complete", NEXT, source=SOURCE)

    assert "days off are missing" in answer.context["refused"][0]


def test_the_way_to_complete_is_shown_for_the_year_that_is_next(desk: Desk) -> None:
    adam = desk("adam")

    assert [year(adam, one).context["may_complete"] for one in (LAST_YEAR, NEXT, NEXT + 1)] == [False, True, False]


def test_only_the_year_completed_last_is_taken_back(
    desk: Desk, entered: CalendarDay, act_of: Callable[..., Act]
) -> None:
    complete_year(NEXT, source=SOURCE, act=act_of("adam"))
    adam = desk("adam")

    assert [year(adam, one).context["may_reopen"] for one in (LAST_YEAR, NEXT)] == [False, True]


def test_a_year_far_away_is_not_there(desk: Desk) -> None:
    adam = desk("adam")

    assert adam.client.get(reverse("admin:refunds_calendarday_complete", args=[99999])).status_code == 404
    assert adam.client.get(reverse("admin:refunds_calendarday_reopen", args=[1])).status_code == 404


def test_whoever_decides_refunds_reads_the_calendar_and_enters_nothing(desk: Desk, entered: CalendarDay) -> None:
    sofia = desk("sofia")

    assert not year(sofia, NEXT).context["may_enter"]
    assert does(sofia, "enter", days=f"{NEXT}-03-01 off", source=SOURCE).status_code == 403
    assert does(sofia, "correct", entered.pk, works="True", source=SOURCE, why="x").status_code == 403
    assert does(sofia, "complete", NEXT, source=SOURCE).status_code == 403
