"""Refunds of PayPal captures, https://developer.paypal.com/docs/api/payments/v2/#captures_refund."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from urllib.parse import quote

from django.utils.translation import gettext as _

from refunds.providers.base import Instruction, Listed, Listing, Receipt, Timing, Unreachable
from refunds.providers.paypal import search
from refunds.providers.paypal.amounts import NotPayable, written
from refunds.providers.paypal.answers import Answer
from refunds.providers.paypal.connection import Connection
from refunds.providers.paypal.refunds import Refund, answered, found, instant, key_of, links
from refunds.providers.paypal.refusals import ALREADY_SENT, sentence


class PayPal:
    """Refunds captures, in full or in part, and finds its refunds again by our key.

    keys_last: PayPal answers a repeat of a PayPal-Request-Id with the latest state of the first for 45 days. Later it
    still refuses a second refund with our invoice number, where the account is set to block accidental payments.
    visible_after: refunds show in the order of a payment at once, but a call that we gave up on may still be at work
    over there. Where only the list of transactions can tell, which is late, the look-up says when it can't yet.
    """

    name = "paypal"
    keys_last: dt.timedelta | None = dt.timedelta(days=45)
    visible_after = dt.timedelta(minutes=5)
    timing = Timing(timeout=20.0, at_once=8)

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def send(self, instruction: Instruction) -> Receipt:
        """Refund; a repeat of the key answers with the latest state of the first refund. Raises Unreachable, Busy."""
        try:
            body = body_of(instruction)
        except NotPayable:
            return Receipt.refused(sentence("DECIMALS_NOT_SUPPORTED"), "DECIMALS_NOT_SUPPORTED")
        answer = self.connection.post(
            f"/v2/payments/captures/{quote(instruction.payment, safe='')}/refund",
            body,
            {"PayPal-Request-Id": instruction.key, "Prefer": "return=representation"},
        )
        return refused(answer) if answer.issue else answered(answer.content, instruction)

    def look_up(self, instruction: Instruction) -> Receipt | None:
        """What became of the key, or None where PayPal has no refund under it. Raises Unreachable, Busy.

        Captures do not list their refunds, their orders do; for payments without one, the list of transactions does.
        """
        capture = self.connection.get(f"/v2/payments/captures/{quote(instruction.payment, safe='')}")
        if capture.status == 404:
            return None  # what PayPal does not know it has never refunded
        if capture.issue:
            raise Unreachable(sentence(capture.issue, capture.description))
        of_order = self._refunds_of_order(order_of(capture.content))
        if of_order is None:
            return self._in_transactions(instruction, capture.content)
        ours = [refund for refund in of_order if key_of(refund) == instruction.key]
        return found(ours[-1], instruction) if ours else None

    def list_since(self, cursor: str) -> Listing:
        """Refunds by whomever since an earlier listing, a span of 31 days after the other. Raises Unreachable, Busy.

        cursor: where the next span begins, or both ends of a span and the page in it, such as
        "2026-03-11T02:00:00+00:00 2026-03-12T02:00:00+00:00 2". What PayPal shows three hours late is asked for again.
        """
        now = self.connection.now()
        start, end, number = _place(cursor, now)
        page = search.page_of(self.connection, start, end, number)
        if page.more:
            return Listing(page.refunds, f"{start.isoformat()} {end.isoformat()} {number + 1}", more=True)
        on = max(start, min(page.complete_until, now - search.LATE))
        return Listing(page.refunds, on.isoformat(), more=start < on and end < now)

    def _refunds_of_order(self, order: str) -> list[Refund] | None:
        """The refunds of all payments of an order, or None where PayPal does not show the order (any more)."""
        if not order:
            return None
        answer = self.connection.get(f"/v2/checkout/orders/{quote(order, safe='')}")
        return None if answer.issue else list(_refunds_in(answer))

    def _in_transactions(self, instruction: Instruction, capture: Refund) -> Receipt | None:
        """The refund in the list of transactions. Not there proves nothing while the list lags behind the payment."""
        paid_at, now = instant(capture.get("create_time")), self.connection.now()
        complete_until = paid_at
        for page in search.newest_first(self.connection, paid_at, now):
            complete_until = max(complete_until, page.complete_until)
            for refund in page.refunds:
                if refund.key == instruction.key:
                    return _same(refund, instruction)
        if complete_until < instant(capture.get("update_time") or capture.get("create_time")):
            raise Unreachable(_("PayPal's list of transactions does not reach to the last change of this payment yet."))
        return None


def _same(refund: Listed, instruction: Instruction) -> Receipt:
    if refund.amount != instruction.amount:
        raise Unreachable(_("PayPal has paid %s under this key. Compare it by hand.") % refund.amount)
    return refund.receipt


def body_of(instruction: Instruction) -> bytes:
    """The request, byte for byte the same for every attempt. Raises NotPayable.

    custom_id is what we look for; invoice_id is on top what PayPal itself may refuse to see twice.
    """
    words = {"amount": written(instruction.amount), "custom_id": instruction.key, "invoice_id": instruction.key}
    return json.dumps(words, sort_keys=True, separators=(",", ":")).encode()


def refused(answer: Answer) -> Receipt:
    """A refusal in words. Raises Unreachable where PayPal has seen our key before: then the money may have moved."""
    if answer.issue in ALREADY_SENT:
        raise Unreachable(_("PayPal has seen this key before (%s).") % answer.issue)
    return Receipt.refused(sentence(answer.issue, answer.description), answer.issue)


def order_of(capture: Refund) -> str:
    """The order of a capture, from its related numbers or its link upwards; empty where it has none."""
    data = capture.get("supplementary_data")
    related = data.get("related_ids") if isinstance(data, dict) else None
    if isinstance(related, dict) and related.get("order_id"):
        return str(related["order_id"])
    ups = [str(link.get("href", "")) for link in links(capture) if link.get("rel") == "up"]
    return next((up.rstrip("/").rsplit("/", 1)[-1] for up in ups if "/checkout/orders/" in up), "")


def _refunds_in(order: Answer) -> Iterator[Refund]:
    units = order.content.get("purchase_units")
    if not isinstance(units, list):
        raise Unreachable(_("PayPal's answer can't be read."))
    for unit in units:
        payments = unit.get("payments") or {}
        yield from payments.get("refunds") or ()


def _place(cursor: str, now: dt.datetime) -> tuple[dt.datetime, dt.datetime, int]:
    """Where a cursor stands: the span and the page."""
    words = cursor.split()
    start = dt.datetime.fromisoformat(words[0]) if words else now - search.KEPT
    if len(words) == 3:
        return start, dt.datetime.fromisoformat(words[1]), int(words[2])
    return start, min(now, start + search.SPAN), 1
