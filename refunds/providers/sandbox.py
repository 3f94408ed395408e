"""A provider that remembers instead of paying, and fails when it is told to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _

from refunds.money import Money
from refunds.providers.base import Instruction, Listed, Listing, Receipt, Timing, Unreachable


class SandboxAnswer(StrEnum):
    """The ways in which the sandbox can answer."""

    PAYS = "pays"
    REFUSES = "refuses"
    UNREACHABLE = "unreachable"
    TIMES_OUT = "times_out"
    ANSWERS_LATE = "answers_late"


LISTED_AT_ONCE = 100
MOVES_MONEY = frozenset({SandboxAnswer.PAYS, SandboxAnswer.TIMES_OUT, SandboxAnswer.ANSWERS_LATE})


class Call(Protocol):
    """One remembered call."""

    pk: int
    key: str
    charge_reference: str
    amount_minor: int
    currency: str
    body: str
    called_at: dt.datetime

    @property
    def reference(self) -> str: ...


class Book(Protocol):
    """What the sandbox remembers, as an outside system would: whatever becomes of our transaction or process."""

    def transfer(self, key: str) -> Call | None:
        """The one call under the key that moved money."""

    def told(self, charge: str) -> tuple[str, str]:
        """How to answer the next call about a charge, and with what reason."""

    def transfers_after(self, number: int, at_most: int) -> Sequence[Call]:
        """The next calls that moved money, in their order."""

    def enter(self, instruction: Instruction, *, answer: str, moved: bool) -> Call:
        """Remember a call; under one key money moves once."""


class Sandbox:
    """Stands in for cards, wallets, PayPal and banks in development, the demo and the tests."""

    name = "sandbox"
    keys_last: dt.timedelta | None = None
    visible_after = dt.timedelta(0)
    timing = Timing()

    def __init__(self, book: Book) -> None:
        self.book = book

    def send(self, instruction: Instruction) -> Receipt:
        """Remember the refund as paid, or answer as told for this charge."""
        earlier = self.book.transfer(instruction.key)
        if earlier is not None:
            return self._repeated(earlier, instruction)
        answer, reason = self.book.told(instruction.charge)
        call = self.book.enter(instruction, answer=answer, moved=answer in MOVES_MONEY)
        if answer == SandboxAnswer.REFUSES:
            return Receipt.refused(reason or _("declined"))
        if answer in (SandboxAnswer.UNREACHABLE, SandboxAnswer.TIMES_OUT):
            raise Unreachable(reason or _("the sandbox gave no answer"))
        return Receipt.pending(call.reference) if answer == SandboxAnswer.ANSWERS_LATE else Receipt.paid(call.reference)

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """Paid where money moved under the key; a late answer is there by now."""
        call = self.book.transfer(instruction.key)
        return None if call is None else Receipt.paid(call.reference)

    def list_since(self, cursor: str) -> Listing:
        """What was paid, in the order of the calls; the cursor is the number of the last one."""
        calls = self.book.transfers_after(int(cursor or 0), LISTED_AT_ONCE)
        last = str(calls[-1].pk) if calls else cursor
        return Listing(tuple(listed(call) for call in calls), last, more=len(calls) == LISTED_AT_ONCE)

    def _repeated(self, earlier: Call, instruction: Instruction) -> Receipt:
        if earlier.body != instruction.body().decode():
            raise Unreachable(_("The key %s was used for another instruction.") % instruction.key)
        return Receipt.paid(earlier.reference)


def listed(call: Call) -> Listed:
    """A call that moved money as the sandbox lists it; all of them are ours."""
    receipt = Receipt.paid(call.reference)
    amount = Money(call.amount_minor, call.currency)
    return Listed(call.key, call.reference, call.charge_reference, amount, receipt, call.called_at)
