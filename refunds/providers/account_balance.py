"""Money returned to the customer's balance on the platform (S-6.2.c)."""

from __future__ import annotations

import datetime as dt

from refunds.providers.base import Instruction, Listing, Receipt, Timing


class AccountBalance:
    """Calls nobody: the credit is a row that is written when the payout settles, in the same transaction.

    What has not settled has therefore not happened, and sending again is safe by itself.
    """

    name = "account_balance"
    keys_last: dt.timedelta | None = None
    visible_after = dt.timedelta(0)
    timing = Timing()

    def send(self, instruction: Instruction) -> Receipt:
        """Say yes; settling writes the credit, once for each payout."""
        return Receipt.paid(instruction.key)

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """Nothing is ever outside to be found."""
        return None

    def list_since(self, cursor: str) -> Listing:
        """Nor is anything outside to be listed."""
        return Listing((), cursor)
