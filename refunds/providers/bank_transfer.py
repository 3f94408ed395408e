"""Refunds by bank transfer: handed over to be paid by the next file, and paid when a statement of the bank says so.

It calls nobody. Finance makes the file, somebody else releases it, and the bank's statement settles what is in it.
Until then a refund is pending. An instruction is one order with one end-to-end id, however often it is sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from refunds.money import Money
from refunds.providers.base import Instruction, Listed, Listing, Receipt, Timing, Unreachable

LISTED_AT_ONCE = 100


class NoAccount(LookupError):
    """The destination of an instruction is no account that a customer gave."""


class Desk(Protocol):
    """Where orders wait for the next file."""

    def order(self, key: str) -> Any:
        """The order under a key, or None."""

    def enter(self, instruction: Instruction) -> Any:
        """Write an order down, once for each key. Raises NoAccount."""

    def news(self, order: Any) -> Receipt:
        """What the bank has said of an order so far."""

    def orders_after(self, number: int, at_most: int) -> Sequence[Any]:
        """The next orders, in the order in which they were handed over."""

    def amount(self, order: Any) -> Money:
        """What an order pays."""


class BankTransfer:
    """Pays to an own account of the customer, by file."""

    name = "bank_transfer"
    keys_last: dt.timedelta | None = None
    visible_after = dt.timedelta(0)
    timing = Timing()

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def send(self, instruction: Instruction) -> Receipt:
        """Hand the refund over; pending until a statement names it. Raises Unreachable for a key used otherwise."""
        order = self.desk.order(instruction.key)
        if order is None:
            try:
                order = self.desk.enter(instruction)
            except NoAccount:
                said = _("%s is no account to transfer to.") % instruction.destination
                return Receipt.refused(said, code="no_account")
        if order.body != instruction.body().decode():
            raise Unreachable(_("The key %s was used for another instruction.") % instruction.key)
        return self.desk.news(order)

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """What the bank has said of it, or None where it was never handed over."""
        order = self.desk.order(instruction.key)
        return None if order is None else self.desk.news(order)

    def list_since(self, cursor: str) -> Listing:
        """What was handed over; the cursor is the number of the last order."""
        orders = self.desk.orders_after(int(cursor or 0), LISTED_AT_ONCE)
        last = str(orders[-1].pk) if orders else cursor
        return Listing(tuple(self._listed(order) for order in orders), last, more=len(orders) == LISTED_AT_ONCE)

    def _listed(self, order: Any) -> Listed:
        payment = Instruction.read(0, order.body).payment
        receipt = self.desk.news(order)
        return Listed(order.key, order.end_to_end_id, payment, self.desk.amount(order), receipt, order.entered_at)
