"""Until when a refused customer may apply again, and which refunds are above what agents approve."""

import datetime as dt

import pytest

from refunds.models import Evaluation
from refunds.money import Money
from refunds.operations.proposal import Part, Proposal
from refunds.operations.record_decision import above_what_agents_approve, last_day_to_reapply
from tests.cast import MOMENT, UTC8

LAST = "2026-03-19T23:59:59+08:00"
EARLIER = "2026-03-12T23:59:59+08:00"
OVER = "2026-03-10T23:59:59+08:00"


def last_day(clauses: tuple[str, ...], **deadlines: str | None) -> dt.datetime | None:
    """The last day of a rejection for clauses, with the deadlines of its evaluation."""
    evaluation = Evaluation(document={"deadlines": {name.replace("__", "."): end for name, end in deadlines.items()}})
    return last_day_to_reapply(evaluation, Proposal("reject", (), clauses, "No."), MOMENT)


def test_the_evaluation_says_the_last_day() -> None:
    assert last_day(("302-III.1",), reapply_by=LAST) == dt.datetime(2026, 3, 19, 23, 59, 59, tzinfo=UTC8)


def test_without_its_word_the_window_of_the_original_event_counts() -> None:
    assert last_day(("302-II",), application_by=LAST) == dt.datetime.fromisoformat(LAST)


def test_of_several_deductions_the_first_window_counts_that_is_still_open() -> None:
    ends = {"application_by__US-1": OVER, "application_by__US-2": LAST, "application_by__US-3": EARLIER}
    assert last_day(("302-III.3",), **ends, audit_by=LAST) == dt.datetime.fromisoformat(EARLIER)


def test_what_no_paper_can_cure_counts_beside_what_papers_could() -> None:
    assert last_day(("302-III.3", "302-V.2"), application_by=LAST) is None


@pytest.mark.parametrize("end", [OVER, None])
def test_a_window_that_is_over_or_not_known_is_not_told(end: str | None) -> None:
    assert last_day(("302-III.3",), application_by=end) is None


@pytest.mark.parametrize("clause", ["302-I.1", "302-III.4", "302-V.2", "S-3.3.b"])
def test_what_no_paper_can_cure_has_no_last_day(clause: str) -> None:
    assert last_day((clause,), application_by=LAST) is None


@pytest.mark.parametrize(
    ("amounts", "above"),
    [
        ([Money(50_00, "USD")], False),
        ([Money(25_00, "USD"), Money(25_01, "USD")], True),
        ([Money(50_00, "USD"), Money(350_00, "CNY")], False),
        ([Money(1, "KWD")], True),
    ],
)
def test_each_currency_has_its_own_limit(amounts: list[Money], above: bool) -> None:
    parts = tuple(Part(number, amount) for number, amount in enumerate(amounts))
    assert above_what_agents_approve(Proposal("approve", parts)) is above
