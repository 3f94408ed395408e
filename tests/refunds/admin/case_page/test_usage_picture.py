"""The picture of consumption: what it marks, and from when to when."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from refunds.admin.case_page.usage_picture import BARS, HEIGHT, WIDTH, Scale, bars, outages, parts_of, shares, window
from refunds.models import Incident, UsageRecord
from tests.cast import MOMENT

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def parts(**values: Any) -> list[tuple[str, int]]:
    """What a deduction of 300 PTC adds to the bars."""
    plain = {"status": "completed", "effective_result": "true", "deducted_at": MOMENT, "ptc_deducted": Decimal(300)}
    return [(part.kind, int(part.amount)) for part in parts_of(UsageRecord(**{**plain, **values}))]


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ({}, [("ordinary", 300)]),
        ({"duplicate_of": "USE-1"}, [("duplicate", 300)]),
        ({"effective_result": "false"}, [("failed", 300)]),
        ({"effective_result": "", "status": "frozen"}, [("failed", 300)]),
        ({"ptc_correct": Decimal(100)}, [("ordinary", 100), ("excess", 200)]),
        ({"ptc_deducted": None, "units": Decimal(7)}, [("ordinary", 7)]),
        ({"ptc_deducted": None}, []),
        ({"deducted_at": None}, []),
    ],
)
def test_a_record_is_drawn_as_what_it_was(values: dict[str, Any], drawn: list[tuple[str, int]]) -> None:
    assert parts(**values) == drawn


def test_the_window_holds_what_lies_near_the_event_and_the_event() -> None:
    begins, ends = window([MOMENT - 30 * DAY, MOMENT - DAY, MOMENT + 2 * DAY], MOMENT)
    assert MOMENT - 2 * DAY < begins < MOMENT - DAY
    assert MOMENT + 2 * DAY < ends < MOMENT + 3 * DAY


@pytest.mark.parametrize("event", [None, MOMENT + 90 * DAY])
def test_without_an_event_nearby_everything_is_shown(event: dt.datetime | None) -> None:
    begins, ends = window([MOMENT - 30 * DAY, MOMENT], event)
    assert begins < MOMENT - 30 * DAY
    assert MOMENT < ends < MOMENT + 3 * DAY


def test_the_highest_bar_fills_the_picture_and_its_kinds_stand_on_each_other() -> None:
    record = UsageRecord(deducted_at=MOMENT, ptc_deducted=Decimal(300), ptc_correct=Decimal(100), status="completed")
    below, above = bars(list(parts_of(record)), Scale(MOMENT - HOUR, MOMENT + HOUR))
    assert (below.kind, above.kind) == ("ordinary", "excess")
    assert below.y + below.height == HEIGHT
    assert (above.y, above.height + below.height) == (0, HEIGHT)
    assert 0 <= below.x <= WIDTH - WIDTH // BARS


def test_an_outage_that_is_still_open_runs_to_the_end_of_the_picture() -> None:
    scale = Scale(MOMENT - HOUR, MOMENT + HOUR)
    (band,) = outages([Incident(start=MOMENT, end=None)], scale)
    assert (band.x, band.width) == (WIDTH // 2, WIDTH // 2)
    assert outages([Incident(start=MOMENT - 3 * DAY, end=MOMENT - DAY)], scale) == []


def test_the_shares_add_up_by_kind() -> None:
    records = [UsageRecord(deducted_at=MOMENT, ptc_deducted=Decimal(n), duplicate_of="USE-1") for n in (10, 20)]
    (share,) = shares([part for record in records for part in parts_of(record)])
    assert (share.kind, share.total) == ("duplicate", 30)
