"""Workers that meet, and workers that die, pay once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.acts import Act
from refunds.models import (
    CaseStatus,
    Charge,
    LedgerEntry,
    Message,
    Order,
    OrderStatus,
    Payout,
    PayoutStatus,
    RefundCase,
    SandboxCall,
)
from refunds.operations import attempt
from refunds.operations import pay as paying
from refunds.operations.pay import pay
from refunds.operations.settle import settle
from refunds.operations.sweep import sweep
from refunds.providers.base import Receipt
from tests.races.together import die, in_a_process, together

Acts = Callable[..., Act]
KILLED = -9


def transfers() -> int:
    """How often money moved, by the provider's own memory."""
    return SandboxCall.objects.filter(moved=True).count()


def sweep_and_pay(act: Act) -> list[int]:
    """What the sweep queues, paid by the worker that takes it."""
    ProcrastinateJob.objects.all()._raw_delete("default")
    queued = sweep(act=act)
    for payout_id in queued:
        pay(payout_id, act=act)
    return queued


def die_after_the_answer(payout: Payout, act: Act) -> None:
    """Pay in this process, and be killed between the provider's answer and the commit of the result."""

    def settle_nothing(*_args: object, **_details: object) -> Payout:
        die()
        raise AssertionError

    paying.settle = settle_nothing  # type: ignore[assignment]
    pay(payout.pk, act=act)


def test_two_workers_at_one_payout_make_one_call(payout: Payout, act_of: Acts) -> None:
    results = together([partial(pay, payout.pk, act=act_of("worker", minutes=5))] * 6)
    assert [result for result in results if isinstance(result, BaseException)] == []
    assert (SandboxCall.objects.count(), LedgerEntry.objects.count()) == (1, 1)
    assert len([result for result in results if result]) == 1


def test_a_worker_killed_after_the_answer_has_paid_once(payout: Payout, act_of: Acts) -> None:
    assert in_a_process(partial(die_after_the_answer, payout, act_of("worker", minutes=5))) == KILLED
    assert (Payout.fetch(payout.pk).status, transfers(), LedgerEntry.objects.count()) == (PayoutStatus.SENDING, 1, 0)
    assert sweep_and_pay(act_of("worker", minutes=16)) == [payout.pk]
    assert (Payout.fetch(payout.pk).status, transfers(), LedgerEntry.objects.count()) == (PayoutStatus.SUCCEEDED, 1, 1)
    assert RefundCase.fetch(payout.case_id).status == CaseStatus.REFUNDED


def test_a_worker_killed_before_the_call_has_not_paid_and_pays_later(payout: Payout, act_of: Acts) -> None:
    def die_before_the_call() -> None:
        paying.ask_provider = lambda *_: die()  # type: ignore[assignment]
        pay(payout.pk, act=act_of("worker", minutes=5))

    assert in_a_process(die_before_the_call) == KILLED
    assert (Payout.fetch(payout.pk).status, transfers()) == (PayoutStatus.SENDING, 0)
    assert sweep_and_pay(act_of("worker", minutes=16)) == [payout.pk]
    assert (transfers(), LedgerEntry.objects.count()) == (1, 1)


def test_with_a_new_key_for_every_attempt_the_killed_worker_pays_twice(
    payout: Payout, act_of: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = attempt.instruction_of
    monkeypatch.setattr(attempt, "instruction_of", lambda payout: replace(made(payout), key=uuid4().hex))
    in_a_process(partial(die_after_the_answer, payout, act_of("worker", minutes=5)))
    pay(payout.pk, act=act_of("worker", minutes=16))
    assert transfers() == 2


def test_the_same_news_from_many_sides_is_booked_once(payout: Payout, act_of: Acts) -> None:
    attempt.claim(payout.pk, act_of("worker", minutes=5))
    news = partial(settle, payout.pk, receipt=Receipt.paid("SBX-1"), act=act_of("worker", minutes=6))
    results = together([news] * 8)
    assert [result for result in results if isinstance(result, BaseException)] == []
    assert (LedgerEntry.objects.count(), Charge.objects.get().refunded_minor) == (1, 100_00)


def test_a_success_and_a_failure_at_once_never_lose_the_success(payout: Payout, act_of: Acts) -> None:
    attempt.claim(payout.pk, act_of("worker", minutes=5))
    act = act_of("worker", minutes=6)
    receipts = [Receipt.paid("SBX-1"), Receipt.refused("declined")] * 4
    together([partial(settle, payout.pk, receipt=receipt, act=act) for receipt in receipts])
    assert Payout.fetch(payout.pk).status == PayoutStatus.SUCCEEDED
    assert (LedgerEntry.objects.count(), Charge.objects.get().refunded_minor) == (1, 100_00)


def test_the_last_two_payouts_of_an_order_close_it_whichever_comes_last(
    two_payouts: tuple[Payout, Payout], act_of: Acts
) -> None:
    results = together([partial(pay, payout.pk, act=act_of("worker", minutes=5)) for payout in two_payouts])
    assert [result for result in results if isinstance(result, BaseException)] == []
    assert Order.objects.get().status == OrderStatus.REFUNDED
    assert RefundCase.objects.get().status == CaseStatus.REFUNDED
    assert Message.objects.filter(kind="confirmation").count() == 1
