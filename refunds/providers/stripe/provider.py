"""Stripe as a provider: refund, look up, list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import stripe
from django.utils.translation import gettext as _

from refunds.providers.base import Instruction, Listing, Receipt, Timing, Unreachable
from refunds.providers.stripe.amounts import NotAtStripe, to_stripe
from refunds.providers.stripe.errors import Declined, errors_told_apart
from refunds.providers.stripe.listing import Cursor
from refunds.providers.stripe.refunds import KEY_AT_STRIPE, key_of, listed, place_of, receipt_of

PAGE = 100
"""Refunds of one call, the most that Stripe gives."""


class Stripe:
    """Cards, Apple Pay and Google Pay, each by the charge ("ch_…") or payment intent ("pi_…") that took the money.

    Keys may be forgotten after a day (docs.stripe.com/api/idempotent_requests), and their answers are repeated until
    then, failures included. The look-up reads the refunds of the payment: Stripe's search lags behind by a minute and
    more. A call that we gave up on may still be at work over there, hence the wait before absence means anything.
    """

    name = "stripe"
    keys_last: dt.timedelta | None = dt.timedelta(hours=24)
    visible_after = dt.timedelta(minutes=5)
    timing = Timing(timeout=30.0, at_once=8)

    def __init__(self, client: stripe.StripeClient) -> None:
        self.client = client

    def send(self, instruction: Instruction) -> Receipt:
        """Refund under the stored key. Every attempt sends the same bytes."""
        try:
            with errors_told_apart():
                asked: Any = request(instruction)
                refund = self.client.v1.refunds.create(asked, {"idempotency_key": instruction.key})
                return receipt_of(refund.to_dict())
        except NotAtStripe:
            return Receipt.refused(_("Stripe takes no refund of %s: it is no amount there.") % instruction.amount)
        except Declined as refusal:
            return Receipt.refused(str(refusal), refusal.code)

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """The refund of the payment that carries our key; None where there is none, or no such payment."""
        try:
            with errors_told_apart():
                pages = self.client.v1.refunds.list({**payment(instruction), "limit": PAGE})
                every = [refund.to_dict() for refund in pages.auto_paging_iter()]
        except Declined as refusal:
            if refusal.code == "resource_missing":
                return None
            raise Unreachable(str(refusal)) from refusal
        ours = [refund for refund in every if key_of(refund) == instruction.key]
        return receipt_of(max(ours, key=place_of)) if ours else None

    def list_since(self, cursor: str) -> Listing:
        """The refunds of the account, by the second in which they were made."""
        since = Cursor.read(cursor)
        try:
            with errors_told_apart():
                page = self.client.v1.refunds.list(since.question(PAGE))
        except Declined as refusal:
            raise Unreachable(str(refusal)) from refusal
        found = tuple(listed(refund.to_dict()) for refund in page.data)
        after = since.after(found, more=page.has_more)
        return Listing(found, str(after), page.has_more)


def request(instruction: Instruction) -> dict[str, Any]:
    """What Stripe is asked for. Raises NotAtStripe."""
    return {
        **payment(instruction),
        "amount": to_stripe(instruction.amount),
        "metadata": {KEY_AT_STRIPE: instruction.key, "payout": instruction.payout, "charge": instruction.charge},
    }


def payment(instruction: Instruction) -> Any:
    """The payment by Stripe's name of its kind; charges of older kinds begin with other letters than "ch_"."""
    kind = "payment_intent" if instruction.payment.startswith("pi_") else "charge"
    return {kind: instruction.payment}
