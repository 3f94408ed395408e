"""The service policy: "Refund Policy", last updated January 2025. Clauses in the order of the text."""

from refunds.policies.service import (  # isort: skip
    overview,
    grounds,
    bars,
    application,
    timeline,
    routes,
    special,
    contact,
)

from .closing import CLOSING, DATING
from .latitude import LATITUDE
from .procedure import PROCEDURE
from .terms import policy
from .versions import governing

SECTIONS = (overview, grounds, bars, application, timeline, routes, special, contact)

ASKS = {
    "claim.submitted_at": "official_application",
    "claim.channel": "official_application",
    "claim.event_at": "event_time",
    "order.purchased_at": "purchase_time",
    "order.cancelled_at": "cancellation",
    "quota": "usage_records",
    "usage": "usage_records",
    "claim.evidence": "evidence",
    "findings": "evidence",
}


def asks(path: str) -> str:
    """What to ask for when a fact is not known: by its path, otherwise what identifies the order and its charges."""
    if path.endswith(".method"):
        return "payout_account"
    return next((item for start, item in ASKS.items() if path.startswith(start)), "order_number")


policy.procedure, policy.closing = PROCEDURE, CLOSING
policy.governing, policy.asks = governing, asks
policy.latitude, policy.dating = LATITUDE, DATING

__all__ = ["SECTIONS", "policy"]
