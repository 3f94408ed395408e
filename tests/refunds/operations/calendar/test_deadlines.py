"""A change of the calendar brings the deadlines of open cases up to date, and leaves what rests on a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.calendars import LAST_YEAR, UTC8
from refunds.models import CaseStatus, Decision, Evaluation, Payout, RefundCase
from refunds.operations.assess import assess
from refunds.operations.calendar import DayEntry, complete_year, enter_days, work_deadlines_out_anew
from refunds.operations.perform import perform
from refunds.operations.working_calendar import working_calendar
from tests.arrangement_cast import NEXT_YEAR, NOTICE, holidays_of
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
ActOf = Callable[..., Act]
NEW_YEARS_EVE = dt.datetime(LAST_YEAR, 12, 31, 9, 0, tzinfo=UTC8)
TOMORROW = (MOMENT + dt.timedelta(days=1)).date()


@pytest.fixture
def late(case: RefundCase, act_of: ActOf) -> RefundCase:
    """A case sent in on the last day that the package knows: its review falls into the next year."""
    case.submitted_at = NEW_YEARS_EVE
    case.save(act=act_of("door"))
    assess(case.pk, act=Act(by=act_of("worker").by, at=NEW_YEARS_EVE + dt.timedelta(hours=1)))
    return RefundCase.fetch(case.pk)


@pytest.fixture
def next_year_known(act_of: ActOf) -> Callable[[], None]:
    """next_year_known(): its arrangement is entered and complete."""

    def enter() -> None:
        enter_days(holidays_of(NEXT_YEAR), source=NOTICE, act=act_of("adam"))
        complete_year(NEXT_YEAR, source=NOTICE, act=act_of("adam"))

    return enter


def tomorrow_is_off(act_of: ActOf) -> None:
    """The day after the moment turns out to be a day off."""
    enter_days([DayEntry(TOMORROW, False)], source=NOTICE, act=act_of("adam"))


def test_a_deadline_beyond_the_calendar_is_known_once_the_year_is_entered(
    late: RefundCase, next_year_known: Callable[[], None], act_of: ActOf
) -> None:
    assert (late.review_by, late.due_at) == (None, late.first_response_by)
    next_year_known()
    act = Act(by=act_of("worker").by, at=NEW_YEARS_EVE + dt.timedelta(hours=2), why="the working calendar changed")
    assert work_deadlines_out_anew(act=act) == [late.pk]
    case = RefundCase.fetch(late.pk)
    assert case.review_by
    assert (case.review_by.astimezone(UTC8).date()) == dt.date(NEXT_YEAR, 1, 5)
    assert (case.current_evaluation.calendar_version, case.current_evaluation.why) == (
        working_calendar().version,
        "the working calendar changed",
    )


def test_the_version_of_the_calendar_is_kept_with_every_evaluation(case: RefundCase, act_of: ActOf) -> None:
    first = assess(case.pk, act=act_of("mei"))
    tomorrow_is_off(act_of)
    second = assess(case.pk, act=act_of("mei", minutes=1))
    assert first.calendar_version.startswith("chinesecalendar")
    assert second.calendar_version == working_calendar().version != first.calendar_version


def test_a_case_whose_deadlines_do_not_change_is_left_alone(case: RefundCase, act_of: ActOf) -> None:
    assess(case.pk, act=act_of("mei"))
    enter_days([DayEntry(dt.date(2025, 3, 3), False)], source=NOTICE, act=act_of("adam"))
    before = Evaluation.objects.count()
    assert work_deadlines_out_anew(act=act_of("worker", minutes=2)) == []
    assert Evaluation.objects.count() == before


def test_working_them_out_twice_changes_nothing_the_second_time(case: RefundCase, act_of: ActOf) -> None:
    assess(case.pk, act=act_of("mei"))
    tomorrow_is_off(act_of)
    assert work_deadlines_out_anew(act=act_of("worker", minutes=2)) == [case.pk]
    assert work_deadlines_out_anew(act=act_of("worker", minutes=3)) == []


def test_under_a_pending_decision_only_the_clocks_move(
    case: RefundCase, prepared: Callable[..., Decision], act_of: ActOf
) -> None:
    decision = prepared(case)
    before = RefundCase.fetch(case.pk)
    tomorrow_is_off(act_of)
    assert work_deadlines_out_anew(act=act_of("worker", minutes=9)) == [case.pk]
    after = RefundCase.fetch(case.pk)
    assert (before.review_by, after.review_by) == (MOMENT.replace(day=13, hour=18), MOMENT.replace(day=16, hour=18))
    assert after.current_evaluation == decision.evaluation
    assert after.status == CaseStatus.AWAITING_APPROVAL


def test_the_payout_of_an_approved_case_is_still_counted_from_its_approval(
    payout: Payout, case: RefundCase, act_of: ActOf
) -> None:
    before = RefundCase.fetch(case.pk).payout_by
    tomorrow_is_off(act_of)
    assert work_deadlines_out_anew(act=act_of("worker", days=3)) == [case.pk]
    after = RefundCase.fetch(case.pk)
    assert before
    assert after.payout_by
    assert working_calendar().is_working_day(after.payout_by.astimezone(UTC8).date())
    assert after.payout_by > before
    assert after.payout_by - before <= dt.timedelta(days=3)


def test_a_closed_case_stays_as_it_ended(case: RefundCase, act_of: ActOf) -> None:
    assess(case.pk, act=act_of("mei"))
    perform(RefundCase.fetch(case.pk), "take", act_of("mei"))
    perform(RefundCase.fetch(case.pk), "withdraw", act_of("mei"))
    tomorrow_is_off(act_of)
    assert work_deadlines_out_anew(act=act_of("worker", minutes=2)) == []
