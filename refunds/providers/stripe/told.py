"""What Stripe told, asked for again: for messages that never came by the door (docs.stripe.com/api/events/list)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import stripe

from refunds.providers.base import Unreachable
from refunds.providers.news import Told
from refunds.providers.stripe.errors import Declined, errors_told_apart

KINDS = (
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
)
"""What the endpoint is to be subscribed to, and what is asked for here."""
KEPT = dt.timedelta(days=30)
"""How long Stripe lists an event."""
PAGE = 100


def told_since(client: stripe.StripeClient, at: dt.datetime) -> Iterator[Told]:
    """Every event since an instant that we keep books about, the newest first. Raises Unreachable and Busy."""
    asked: Any = {"types": list(KINDS), "created": {"gte": int(at.timestamp())}, "limit": PAGE}
    try:
        with errors_told_apart():
            for event in client.v1.events.list(asked).auto_paging_iter():
                yield _told(event.to_dict())
    except Declined as refusal:
        raise Unreachable(str(refusal)) from refusal


def _told(event: dict[str, Any]) -> Told:
    return Told(event["id"], event["type"], str(event["data"]["object"]["id"]), json.dumps(event, ensure_ascii=False))
