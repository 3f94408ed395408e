"""A payout of which no provider can tell any more how it ended: one person finds out, another confirms."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Alarm, CaseStatus, EstablishedOutcome, LedgerEntry, Payout, PayoutStatus, RefundCase
from refunds.operations.establish_outcome import confirm_outcome, decline_outcome, propose_outcome
from refunds.operations.pay import pay
from refunds.operations.perform import Refused
from refunds.operations.settle import settle
from refunds.providers.base import Receipt
from refunds.providers.sandbox import Sandbox
from tests.refunds.models.tables import refusal

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
P = PayoutStatus


@pytest.fixture
def task(payout: Payout, sandbox_told: Callable[..., object], act_of: Acts, monkeypatch: pytest.MonkeyPatch) -> Payout:
    """A payout that is not shown after the provider has forgotten its key."""
    monkeypatch.setattr(Sandbox, "keys_last", dt.timedelta(days=1))
    sandbox_told("CH-1", "unreachable")
    pay(payout.pk, act=act_of("worker", minutes=5))
    pay(payout.pk, act=act_of("worker", days=2))
    return Payout.fetch(payout.pk)


def test_a_dead_key_and_no_trace_make_a_task_and_an_alarm(task: Payout, act_of: Acts) -> None:
    assert (task.status, task.task_since) == (P.UNKNOWN, act_of("worker", days=2).at)
    assert Alarm.objects.get().kind == "unknown"


def test_one_that_stays_open_for_days_becomes_a_task_and_is_looked_up_all_the_same(
    payout: Payout, sandbox_told: Callable[..., object], act_of: Acts
) -> None:
    sandbox_told("CH-1", "unreachable", calls=99)
    later = 5.0
    for _attempt in range(6):
        row = pay(payout.pk, act=act_of("worker", minutes=later))
        assert row is not None
        assert row.next_attempt_at is not None
        later = (row.next_attempt_at - act_of("worker").at) / dt.timedelta(minutes=1)
    assert Payout.fetch(payout.pk).task_since is not None
    assert later < 7 * 24 * 60


def test_paid_is_booked_when_the_second_person_agrees(task: Payout, act_of: Acts) -> None:
    found = propose_outcome(
        task.pk,
        ended="paid",
        provider_reference="RE-77",
        evidence="statement of 12 March, line 3",
        act=act_of("fatima", days=3),
    )
    assert Payout.fetch(task.pk).status == P.UNKNOWN
    confirm_outcome(found.pk, act=act_of("sofia", "seen", days=3))
    row = Payout.fetch(task.pk)
    assert (row.status, row.provider_reference, LedgerEntry.objects.count()) == (P.SUCCEEDED, "RE-77", 1)
    assert RefundCase.fetch(task.case_id).status == CaseStatus.REFUNDED


def test_not_paid_fails_and_opens_the_case_for_a_new_decision(task: Payout, act_of: Acts) -> None:
    found = propose_outcome(task.pk, ended="not_paid", evidence="they never got it", act=act_of("fatima", days=3))
    confirm_outcome(found.pk, act=act_of("ravi", days=3))
    assert (Payout.fetch(task.pk).status, LedgerEntry.objects.count()) == (P.FAILED, 0)
    assert RefundCase.fetch(task.case_id).status == CaseStatus.IN_REVIEW


def test_nobody_confirms_what_they_found_out_themselves(task: Payout, act_of: Acts) -> None:
    found = propose_outcome(task.pk, ended="not_paid", evidence="x", act=act_of("fatima", days=3))
    with pytest.raises(Refused, match="Somebody else has to confirm it"):
        confirm_outcome(found.pk, act=act_of("fatima", days=3))
    own = "UPDATE refunds_establishedoutcome SET status = 'confirmed', ruled_by_id = proposed_by_id, ruled_at = now()"
    assert "four_eyes" in refusal(own)


def test_a_finding_is_not_altered_afterwards(task: Payout, act_of: Acts) -> None:
    propose_outcome(task.pk, ended="not_paid", evidence="x", act=act_of("fatima", days=3))
    assert "can not be altered" in refusal("UPDATE refunds_establishedoutcome SET evidence = 'y'")


def test_declined_it_is_a_task_again(task: Payout, act_of: Acts) -> None:
    found = propose_outcome(task.pk, ended="not_paid", evidence="x", act=act_of("fatima", days=3))
    decline_outcome(found.pk, act=act_of("sofia", "the line is another payout's", days=3))
    again = propose_outcome(task.pk, ended="not_paid", evidence="their letter", act=act_of("fatima", days=4))
    assert (Payout.fetch(task.pk).status, again.status) == (P.UNKNOWN, "proposed")


def test_news_of_the_provider_comes_before_the_second_person(task: Payout, act_of: Acts) -> None:
    found = propose_outcome(task.pk, ended="not_paid", evidence="x", act=act_of("fatima", days=3))
    settle(task.pk, receipt=Receipt.paid("SBX-9"), act=act_of("worker", days=3))
    assert EstablishedOutcome.fetch(found.pk).status == "overtaken"
    with pytest.raises(Refused):
        confirm_outcome(found.pk, act=act_of("sofia", days=3))
    assert Payout.fetch(task.pk).status == P.SUCCEEDED


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"ended": "paid", "evidence": "x"}, "Give the provider's number"),
        ({"ended": "not_paid", "evidence": " "}, "Say what shows it"),
        ({"ended": "not_paid", "evidence": "x", "provider_reference": "R"}, "has no number"),
    ],
)
def test_a_finding_says_what_shows_it(said: dict[str, str], sentence: str, task: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match=sentence):
        propose_outcome(task.pk, **said, act=act_of("fatima", days=3))


def test_only_finance_finds_out_and_only_what_is_a_task(task: Payout, act_of: Acts) -> None:
    for who in ("mei", "sofia", "anna"):
        with pytest.raises(Refused, match="Your role"):
            propose_outcome(task.pk, ended="not_paid", evidence="x", act=act_of(who, days=3))


def test_a_payout_that_the_workers_see_through_is_no_task(payout: Payout, act_of: Acts) -> None:
    with pytest.raises(Refused, match="no task for people"):
        propose_outcome(payout.pk, ended="not_paid", evidence="x", act=act_of("fatima"))
