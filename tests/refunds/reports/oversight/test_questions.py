"""What a supervisor asks about the desk, each answer with the cases behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Charge, Decision, Payout, RefundCase
from refunds.money import Money
from refunds.operations.decide import Part, Proposal, decide
from refunds.operations.legal_hold import hold
from refunds.operations.review import ask_review, decide_review
from refunds.reports import Period
from refunds.reports.oversight import BY_KEY
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]
MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
APRIL = Period(dt.date(2026, 4, 1), dt.date(2026, 4, 30))
LATER = MOMENT + dt.timedelta(days=4)


def answer(key: str, period: Period = MARCH, now: dt.datetime = LATER) -> dict[str, tuple[int, ...]]:
    """The counts of a question by row."""
    return {row.key: row.counts for row in BY_KEY[key].rows(period, now)}


def behind(key: str, row: str, period: Period = MARCH, now: dt.datetime = LATER) -> list[str]:
    """The cases behind a row."""
    return [case.number for case in BY_KEY[key].cases(row, period, now)]


def test_work_by_person_counts_open_cases_and_the_decisions_of_the_period(
    case: RefundCase, open_case: Cases, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    open_case("RC-2")
    mei = str(act_of("mei").by.pk)
    assert answer("workload") == {mei: (1, 1, 0), "nobody": (1, 0, 0)}
    assert answer("workload", APRIL) == {mei: (1, 0, 0), "nobody": (1, 0, 0)}
    assert (behind("workload", mei), behind("workload", "nobody")) == (["RC-1"], ["RC-2"])
    assert behind("workload", "somebody") == []


def test_open_cases_stand_at_their_age_and_stopped_ones_apart(case: RefundCase, open_case: Cases, act_of: Acts) -> None:
    open_case("RC-2", received_at=MOMENT - dt.timedelta(days=60))
    hold(case.pk, kind="court", reference="C-1", act=act_of("mei"))
    found = answer("ageing")
    assert (found["7"], found["more"], found["1"]) == ((0, 1), (1, 0), (0, 0))
    assert (behind("ageing", "7"), behind("ageing", "more")) == (["RC-1"], ["RC-2"])


def test_an_age_ends_where_the_next_one_begins(open_case: Cases) -> None:
    open_case("RC-2", received_at=LATER - dt.timedelta(days=7))
    open_case("RC-3", received_at=LATER - dt.timedelta(days=7) + dt.timedelta(seconds=1))
    found = answer("ageing")
    assert (found["7"], found["14"]) == ((1, 0), (1, 0))


def test_a_deadline_is_missed_kept_or_still_running(case: RefundCase, open_case: Cases) -> None:
    due = MOMENT + dt.timedelta(days=1)
    open_case("RC-2", first_response_by=due, first_response_at=due)
    open_case("RC-3", first_response_by=due, first_response_at=due + dt.timedelta(seconds=1))
    open_case("RC-4", first_response_by=due)
    open_case("RC-5", first_response_by=LATER)
    assert answer("breaches")["first_response"] == (2, 1)
    assert behind("breaches", "first_response") == ["RC-4", "RC-3"]
    assert answer("breaches", APRIL)["first_response"] == (0, 0)


def test_a_review_is_kept_by_its_decision(case: RefundCase, prepared: Callable[..., Decision]) -> None:
    assert prepared(case).prepared_at < RefundCase.fetch(case.pk).review_by
    assert answer("breaches")["review"] == (0, 1)


def test_a_stopped_case_misses_nothing_more(case: RefundCase, open_case: Cases, act_of: Acts) -> None:
    stopped = open_case("RC-2", review_by=MOMENT + dt.timedelta(days=1))
    hold(stopped.pk, kind="court", reference="C-1", act=act_of("mei"))
    assert answer("breaches")["review"][0] == 0


def test_departures_say_what_was_recommended_and_what_was_decided(
    case: RefundCase, open_case: Cases, prepared: Callable[..., Decision], examined: Cases, charge: Charge, act_of: Acts
) -> None:
    other = examined(open_case("RC-2"))
    proposal = Proposal("approve_partial", (Part(charge.pk, Money(10_00, "USD")),), ("S-2.1.a",), "A tenth.", "Logs.")
    decide(other.pk, proposal=proposal, act=act_of("mei", minutes=2))
    prepared(case)
    assert answer("departures") == {"followed": (1,), "approve-approve_partial": (1,)}
    assert (behind("departures", "followed"), behind("departures", "approve-approve_partial")) == (["RC-1"], ["RC-2"])


def test_reviews_that_were_upheld_and_overturned(
    open_case: Cases, rejected: Cases, charge: Charge, act_of: Acts
) -> None:
    for number in ("RC-2", "RC-3"):
        case = rejected(open_case(number))
        ask_review(case.pk, text="No.", evidence=("mail",), act=act_of("tom", hours=5))
    same = Proposal("reject", (), ("S-2.1.a",), "The same.", "As before.")
    other = Proposal("approve_partial", (Part(charge.pk, Money(10_00, "USD")),), ("S-2.1.a",), "The mail.", "New.")
    upheld, overturned = (RefundCase.objects.get(number=number) for number in ("RC-2", "RC-3"))
    decide_review(upheld.pk, proposal=same, act=act_of("sofia", hours=6))
    decide_review(overturned.pk, proposal=other, act=act_of("sofia", hours=6))
    assert answer("reversals") == {"overturned": (1,), "upheld": (1,)}
    assert behind("reversals", "overturned") == ["RC-3"]


def test_a_payout_counts_by_when_it_was_settled(payout: Payout) -> None:
    assert answer("breaches")["payout"] == (0, 0)
    assert answer("breaches", now=MOMENT + dt.timedelta(days=40))["payout"] == (1, 0)
