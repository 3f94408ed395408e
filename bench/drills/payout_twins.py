"""Executors that are broken on purpose, each in one way: a drill that does not notice them proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4


def new_key_per_attempt() -> None:
    """The key is made at the call instead of at the approval: what was sent is never found again."""
    from refunds.operations import attempt

    made = attempt.instruction_of
    attempt.instruction_of = lambda payout: replace(made(payout), key=uuid4().hex)


def no_row_lock() -> None:
    """Whoever reads the payout as due takes it."""
    from refunds.models import Charge, Payout, RefundCase
    from refunds.operations import attempt

    attempt.claim_payout = lambda pk: Payout.objects.filter(pk=pk).first()
    attempt.lock_case_of = lambda pk: RefundCase.objects.get(payouts=pk)
    attempt.lock_charge_of = lambda pk: Charge.objects.get(payouts=pk)


def commit_after_the_call() -> None:
    """The claim, the call and the result are one transaction: a crash forgets the call."""
    from django.db import transaction

    from refunds.operations import attempt, pay

    once = pay._attempt

    class NotDurable:
        """Transactions of the claim that may stand inside another one."""

        @staticmethod
        def atomic(durable: bool = False) -> Any:
            return transaction.atomic()

    def all_in_one(*arguments: Any) -> Any:
        with transaction.atomic():
            return once(*arguments)

    attempt.transaction = NotDurable
    pay._attempt = all_in_one


def error_read_as_failed() -> None:
    """No answer is taken for a no."""
    from refunds.operations import pay
    from refunds.providers.base import Receipt, Unreachable

    asks = pay.ask_provider

    def sure_of_itself(attempt: Any) -> Receipt:
        try:
            return asks(attempt)
        except Unreachable as problem:
            return Receipt.refused(str(problem))

    pay.ask_provider = sure_of_itself


def settle_without_condition() -> None:
    """Every word of a payment is booked, with the database's own guards taken away."""
    from django.db import connection

    from refunds.operations import settle
    from refunds.operations.books import book_refund
    from refunds.providers.base import ReceiptOutcome

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE refunds_ledgerentry DROP CONSTRAINT refunds_entry_once_per_payout")
        cursor.execute("ALTER TABLE refunds_charge DROP CONSTRAINT refunds_charge_never_more_than_captured")
    paid = settle.BOOKED[ReceiptOutcome.PAID]

    def again(payout: Any, quotas: Any, receipt: Any, act: Any) -> None:
        if payout.status == "succeeded":
            book_refund(payout, act)
        else:
            paid(payout, quotas, receipt, act)

    settle.BOOKED[ReceiptOutcome.PAID] = again


def no_look_up_after_a_lease() -> None:
    """What a killed worker may have sent is sent again."""
    from refunds.operations import pay

    claims = pay.claim

    def forgetful(payout_id: int, act: Any) -> Any:
        attempt = claims(payout_id, act)
        return attempt and replace(attempt, look_first=False)

    pay.claim = forgetful


TWINS: dict[str, Callable[[], None]] = {
    twin.__name__: twin
    for twin in (
        new_key_per_attempt,
        no_row_lock,
        commit_after_the_call,
        error_read_as_failed,
        settle_without_condition,
        no_look_up_after_a_lease,
    )
}
