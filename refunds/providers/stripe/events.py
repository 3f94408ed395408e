"""Stripe's events, read (docs.stripe.com/api/events/types)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.utils.translation import gettext as _

from refunds.money import MoneyError
from refunds.providers.base import Unreachable
from refunds.providers.news import DisputeNews, News, NoNews, RefundNews, Unreadable
from refunds.providers.stripe.amounts import from_stripe
from refunds.providers.stripe.refunds import listed, payments_of, place_of

OF_REFUNDS = frozenset({"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})
OF_DISPUTES = "charge.dispute."
DISPUTES = {
    "warning_needs_response": "open",
    "warning_under_review": "open",
    "needs_response": "open",
    "under_review": "open",
    "warning_closed": "closed",
    "prevented": "closed",
    "won": "won",
    "lost": "lost",
}
"""The states of a dispute in our words, in the order in which they follow each other."""
SAID_ELSEWHERE = {"charge.refunded": "refund.created"}
"""Events that repeat what another one says, with less in it."""


def read(body: bytes) -> News:
    """What an event says. Raises Unreadable."""
    try:
        event = json.loads(body)
        kind, thing = event["type"], event["data"]["object"]
        if kind in OF_REFUNDS:
            return RefundNews(listed(thing), place_of(thing))
        if kind.startswith(OF_DISPUTES):
            return _dispute(thing, event["created"])
    except KeyError as error:
        raise Unreadable(_("This event of Stripe has no “%s”.") % error.args[0]) from error
    except (TypeError, ValueError, MoneyError, Unreachable) as error:
        raise Unreadable(_("This event of Stripe can't be read: %s") % error) from error
    if kind in SAID_ELSEWHERE:
        return NoNews(_("%(kind)s says no more than %(other)s.") % {"kind": kind, "other": SAID_ELSEWHERE[kind]})
    return NoNews(_("%s is about nothing that we keep books of.") % kind)


def _dispute(thing: dict[str, Any], told_at: int) -> DisputeNews:
    """A state that is new to us counts as open: that stops payouts until somebody has looked."""
    status = thing["status"]
    return DisputeNews(
        reference=str(thing["id"]),
        payments=payments_of(thing),
        status=DISPUTES.get(status, "open"),
        amount=from_stripe(thing["amount"], thing["currency"]),
        opened_at=dt.datetime.fromtimestamp(thing["created"], dt.UTC),
        place=(told_at, list(DISPUTES).index(status) if status in DISPUTES else len(DISPUTES)),
    )
