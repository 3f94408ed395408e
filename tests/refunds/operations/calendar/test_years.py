"""A year is marked complete when its arrangement is entered whole; then its deadlines are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.calendars import LAST_YEAR
from refunds.models import CalendarYear
from refunds.operations.calendar import complete_year, enter_days, reopen_year, year_plan
from refunds.operations.perform import Refused
from refunds.operations.working_calendar import working_calendar
from tests.arrangement_cast import NEXT_YEAR, NOTICE, holidays_of

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]


@pytest.fixture
def entered(act_of: ActOf) -> None:
    """The days of the next year, which is not marked complete yet."""
    enter_days(holidays_of(NEXT_YEAR), source=NOTICE, act=act_of("adam"))


def sentences_of(year: int, act: Act, source: str = NOTICE) -> list[str]:
    """Why the year can't be marked complete; nothing is stored then."""
    before = CalendarYear.objects.count()
    with pytest.raises(Refused) as refused:
        complete_year(year, source=source, act=act)
    assert CalendarYear.objects.count() == before
    return refused.value.sentences


def test_a_complete_year_is_known_and_signed_in_its_history(entered: None, act_of: ActOf) -> None:
    assert working_calendar().is_working_day(dt.date(NEXT_YEAR, 1, 4)) is None
    act = act_of("adam", "all seven holidays are in")
    row = complete_year(NEXT_YEAR, source=NOTICE, act=act)
    calendar = working_calendar()
    assert calendar.known_to == dt.date(NEXT_YEAR, 12, 31)
    assert calendar.is_working_day(dt.date(NEXT_YEAR, 1, 4)) is True
    assert calendar.is_working_day(dt.date(NEXT_YEAR, 1, 1)) is False
    assert (row.source, row.history.get().history_user) == (NOTICE, act.by)


def test_the_plan_counts_the_year_as_it_would_be(entered: None) -> None:
    plan = year_plan(NEXT_YEAR)
    assert (plan.working_days, plan.off, plan.worked, plan.plausible) == (249, 12, 0, True)
    assert year_plan(NEXT_YEAR + 1).plausible is False


def test_a_year_without_its_holidays_is_not_plausible(act_of: ActOf) -> None:
    assert sentences_of(NEXT_YEAR, act_of("adam")) == [
        f"{NEXT_YEAR} would have 261 working days; more than 256 means that days off are missing."
    ]


def test_a_year_off_for_too_long_is_not_plausible(act_of: ActOf) -> None:
    first = dt.date(NEXT_YEAR, 3, 1)
    days = [holidays_of(NEXT_YEAR)[0]._replace(day=first + dt.timedelta(days=n)) for n in range(31)]
    enter_days(days, source=NOTICE, act=act_of("adam"))
    assert sentences_of(NEXT_YEAR, act_of("adam")) == [
        f"{NEXT_YEAR} would have 238 working days; fewer than 240 means that too many are off."
    ]


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (LAST_YEAR, f"{LAST_YEAR} is known without entries of ours."),
        (NEXT_YEAR + 1, f"{NEXT_YEAR} has to be complete before {NEXT_YEAR + 1}."),
    ],
)
def test_only_the_year_after_the_known_ones_can_be_completed(year: int, sentence: str, act_of: ActOf) -> None:
    assert sentences_of(year, act_of("adam")) == [sentence]


def test_a_year_is_completed_once_with_its_notice(entered: None, act_of: ActOf) -> None:
    assert sentences_of(NEXT_YEAR, act_of("adam"), source="") == ["Name the notice that says so."]
    complete_year(NEXT_YEAR, source=NOTICE, act=act_of("adam"))
    assert sentences_of(NEXT_YEAR, act_of("adam")) == [f"{NEXT_YEAR} is marked complete already."]


def test_only_an_administrator_completes_or_reopens_a_year(entered: None, act_of: ActOf) -> None:
    assert sentences_of(NEXT_YEAR, act_of("sofia")) == ["Your role does not include this step."]
    complete_year(NEXT_YEAR, source=NOTICE, act=act_of("adam"))
    with pytest.raises(Refused, match="Your role does not include this step"):
        reopen_year(NEXT_YEAR, act=act_of("sofia"))


def test_a_year_that_was_not_complete_after_all_is_not_known_again(entered: None, act_of: ActOf) -> None:
    complete_year(NEXT_YEAR, source=NOTICE, act=act_of("adam"))
    row = reopen_year(NEXT_YEAR, act=act_of("adam", "a second notice follows", minutes=1))
    assert not working_calendar().knows(dt.date(NEXT_YEAR, 1, 4))
    assert row.history.first().history_change_reason == "a second notice follows"
    assert complete_year(NEXT_YEAR, source="Second notice", act=act_of("adam", minutes=2)).pk == row.pk


def test_reopening_needs_a_reason_a_complete_year_and_none_after_it(entered: None, act_of: ActOf) -> None:
    with pytest.raises(Refused, match="is not marked complete"):
        reopen_year(NEXT_YEAR, act=act_of("adam"))
    complete_year(NEXT_YEAR, source=NOTICE, act=act_of("adam"))
    with pytest.raises(Refused, match="Say why"):
        reopen_year(NEXT_YEAR, act=act_of("adam", ""))
    enter_days(holidays_of(NEXT_YEAR + 1), source=NOTICE, act=act_of("adam"))
    complete_year(NEXT_YEAR + 1, source=NOTICE, act=act_of("adam"))
    with pytest.raises(Refused, match=r"A later year is complete: reopen that one first\."):
        reopen_year(NEXT_YEAR, act=act_of("adam"))
