"""What the platform's records suggest about a deduction, before anybody has found anything."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from refunds.models import DeductionFinding, Incident, RefundCase, UsageRecord
from refunds.operations.deductions import deductions_of, meets, suggestion
from tests.cast import MOMENT

HOUR = dt.timedelta(hours=1)
ABNORMAL, IN_ORDER, UNDECIDED = DeductionFinding.ABNORMAL, DeductionFinding.IN_ORDER, DeductionFinding.UNDECIDED


def record(**values: Any) -> UsageRecord:
    """A deduction of 300 PTC for a finished task, not stored."""
    plain = {"reference": "USE-9", "service": "video", "status": "completed", "deducted_at": MOMENT}
    return UsageRecord(**{**plain, "ptc_deducted": Decimal(300), **values})


def outage(**values: Any) -> Incident:
    """An outage of the video service around the moment, not stored."""
    plain = {"reference": "INC-1", "services": ["video"], "start": MOMENT - HOUR, "end": MOMENT + HOUR}
    return Incident(**{**plain, **values})


@pytest.mark.parametrize(
    ("values", "finding", "abnormal"),
    [
        ({"effective_result": "true"}, IN_ORDER, 0),
        ({"duplicate_of": "USE-1", "effective_result": "true"}, ABNORMAL, 300),
        ({"ptc_correct": Decimal(120), "effective_result": "true"}, ABNORMAL, 180),
        ({"ptc_correct": Decimal(300), "effective_result": "true"}, IN_ORDER, 0),
        ({"effective_result": "false", "cause": "platform"}, ABNORMAL, 300),
        ({"effective_result": "false", "cause": "upstream_supplier"}, ABNORMAL, 300),
        ({"effective_result": "false", "cause": "user"}, IN_ORDER, 0),
        ({"effective_result": "false"}, UNDECIDED, None),
        ({"status": "failed", "cause": "platform"}, ABNORMAL, 300),
        ({"effective_result": "partial", "cause": "platform", "items_total": 3, "items_delivered": 1}, ABNORMAL, 200),
        ({"effective_result": "partial", "cause": "platform"}, ABNORMAL, None),
        ({}, UNDECIDED, None),
    ],
)
def test_the_records_suggest(values: dict[str, Any], finding: DeductionFinding, abnormal: int | None) -> None:
    suggested = suggestion(record(**values), [])
    assert (suggested.finding, suggested.abnormal) == (finding, abnormal)
    assert suggested.why


@pytest.mark.parametrize("values", [{"duplicate_of": "USE-1"}, {"effective_result": "false", "cause": "platform"}])
def test_the_records_of_a_service_suggest_no_clause_of_the_other_policy(values: dict[str, Any]) -> None:
    suggested = suggestion(record(**values), [], "service")
    assert suggested.finding == ABNORMAL
    assert "302" not in suggested.why


def test_a_failure_during_an_outage_is_suggested_as_abnormal() -> None:
    suggested = suggestion(record(effective_result="false"), [outage()])
    assert suggested.finding == ABNORMAL
    assert "INC-1" in suggested.why


def test_a_result_given_during_an_outage_is_in_order() -> None:
    assert suggestion(record(effective_result="true"), [outage()]).finding == IN_ORDER


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ({}, True),
        ({"end": None}, True),
        ({"services": []}, True),
        ({"services": ["chat"]}, False),
        ({"start": MOMENT + HOUR}, False),
        ({"end": MOMENT - HOUR / 2}, False),
        ({"start": MOMENT, "end": MOMENT}, True),
    ],
)
def test_an_outage_meets_a_deduction_of_its_service_while_it_lasts(values: dict[str, Any], met: bool) -> None:
    assert meets(outage(**values), record()) is met


@pytest.mark.django_db
def test_outages_that_nobody_put_into_the_file_are_seen_as_well(case_302: RefundCase, act_of: Any) -> None:
    at = case_302.case_usage.get().usage.deducted_at
    Incident.objects.record(act_of("door"), reference="INC-7", services=[], start=at - HOUR, end=at + HOUR)
    (one,) = deductions_of(case_302)
    assert [str(incident) for incident in one.incidents] == ["INC-7"]
    assert (one.claimed, one.suggestion.finding) == (True, ABNORMAL)
