"""How a deadline is said."""

import datetime as dt

import pytest

from refunds.admin.clock import clock
from tests.cast import MOMENT


@pytest.mark.parametrize(
    ("left", "said", "tone"),
    [
        (dt.timedelta(days=3, hours=2, minutes=59), "3 days 2 h left", "calm"),
        (dt.timedelta(days=1), "1 day left", "calm"),
        (dt.timedelta(hours=8), "8 h left", "calm"),
        (dt.timedelta(hours=7, minutes=59), "7 h 59 min left", "soon"),
        (dt.timedelta(seconds=59), "0 min left", "soon"),
        (dt.timedelta(0), "0 min left", "soon"),
        (dt.timedelta(minutes=-1), "1 min over", "late"),
        (dt.timedelta(days=-2, hours=-5), "2 days 5 h over", "late"),
    ],
)
def test_the_time_left_is_said_by_its_two_largest_units(left: dt.timedelta, said: str, tone: str) -> None:
    shown = clock("review", MOMENT + left, MOMENT)

    assert (shown.left, shown.tone) == (said, tone)


def test_what_nobody_can_compute_is_not_known() -> None:
    assert clock("review", None, MOMENT).left == "not known"


def test_what_was_done_stops_its_clock_and_says_whether_it_was_late() -> None:
    assert clock("response", MOMENT, MOMENT, met_at=MOMENT).left == "done"
    assert clock("response", MOMENT, MOMENT, met_at=MOMENT + dt.timedelta(hours=1)).left == "done, late"
