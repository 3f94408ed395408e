"""PayPal's events, read: https://developer.paypal.com/api/rest/webhooks/event-names/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from refunds.money import Money, MoneyError
from refunds.providers.base import Listed, Unreachable
from refunds.providers.news import DisputeNews, News, NoNews, RefundNews, Unreadable
from refunds.providers.paypal import amounts
from refunds.providers.paypal.refunds import capture_of, instant, key_of, receipt_of

OF_REFUNDS = ("PAYMENT.CAPTURE.REFUNDED", "PAYMENT.REFUND.")
OF_DISPUTES = "CUSTOMER.DISPUTE."
REVERSED = "PAYMENT.CAPTURE.REVERSED"
PLACES = {"PENDING": 0, "COMPLETED": 1, "FAILED": 2, "CANCELLED": 2}
"""How far a refund has come; events overtake each other."""

OUTCOMES = {
    "RESOLVED_BUYER_FAVOUR": "lost",
    "ACCEPTED": "lost",
    "RESOLVED_SELLER_FAVOUR": "won",
    "DENIED": "won",
    "CANCELED_BY_BUYER": "closed",
}
"""The outcomes of a resolved dispute in our words. Any other, such as PayPal paying the customer out of its own pocket,
stays open: that stops payouts until somebody has looked."""


def read(body: bytes) -> News:
    """What an event says. Raises Unreadable."""
    try:
        event = json.loads(body)
        kind, resource = event["event_type"], event["resource"]
        if kind.startswith(OF_REFUNDS):
            return RefundNews(listed(resource), PLACES[resource["status"]])
        if kind.startswith(OF_DISPUTES):
            return _dispute(resource)
        if kind == REVERSED:
            return _reversal(resource)
    except (KeyError, TypeError, AttributeError, ValueError, MoneyError, Unreachable) as problem:
        raise Unreadable(_("This event of PayPal lacks what we know it by: %r") % problem) from problem
    return NoNews(_("%s is about nothing that we keep books of.") % kind)


def names_of(body: bytes) -> tuple[str, str, str]:
    """The number of an event, its kind, and the number of what it is about. Raises Unreadable."""
    try:
        event = json.loads(body)
        resource = event["resource"]
        about = resource.get("dispute_id") or resource.get("id") or ""
        return str(event["id"]), str(event["event_type"]), str(about)
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise Unreadable(_("This event of PayPal lacks what we know it by: %r") % problem) from problem


def listed(refund: Mapping[str, Any]) -> Listed:
    """A refund as an event carries it. Raises KeyError, MoneyError, Unreachable for what can't be read."""
    return Listed(
        key=key_of(refund),
        provider_reference=refund["id"],
        payment=capture_of(refund),
        amount=amounts.read(refund["amount"]),
        receipt=receipt_of(refund),
        created_at=instant(refund["create_time"]),
    )


def _dispute(dispute: Mapping[str, Any]) -> DisputeNews:
    outcome = dispute.get("dispute_outcome") or {}
    resolved = dispute["status"] == "RESOLVED"
    status = OUTCOMES.get(outcome.get("outcome_code", ""), "open") if resolved else "open"
    changed = instant(dispute.get("update_time") or dispute["create_time"])
    return DisputeNews(
        reference=dispute["dispute_id"],
        payments=tuple(str(one["seller_transaction_id"]) for one in dispute["disputed_transactions"]),
        status=status,
        amount=_disputed(dispute, outcome if status == "lost" else {}),
        opened_at=instant(dispute["create_time"]),
        place=(int(changed.timestamp()), int(resolved)),
    )


def _disputed(dispute: Mapping[str, Any], outcome: Mapping[str, Any]) -> Money:
    """What the customer wants back; once it is lost, what was taken from us."""
    return amounts.read(outcome.get("amount_refunded") or dispute["dispute_amount"])


def _reversal(reversal: Mapping[str, Any]) -> DisputeNews:
    """PayPal has taken a payment back. A dispute about it has events of its own; a bank's reversal may have none."""
    at = instant(reversal["create_time"])
    return DisputeNews(
        reference=reversal["id"],
        payments=(capture_of(reversal) or reversal["id"],),
        status="open",
        amount=amounts.read(reversal["amount"]),
        opened_at=at,
        place=(int(at.timestamp()), 0),
    )
