"""The connection to Stripe."""

from __future__ import annotations

from functools import cache

import stripe

CONNECT_WITHIN = 3.0
"""Seconds for the connection alone; the rest of a call has its own limit."""

API_BASE = "https://api.stripe.com"

# The library would otherwise write an id of this machine into the home directory, and send how long calls took.
stripe.enable_telemetry = False


@cache
def connect(api_key: str, *, api_base: str = API_BASE, timeout: float) -> stripe.StripeClient:
    """A client of Stripe's API, one for each account and address; it keeps its connections, for each thread its own.

    It never retries by itself: when to send again, and whether to look first, is the executor's decision. api_base:
    another address for tests and the demo. timeout: seconds without a byte of the answer.
    """
    return stripe.StripeClient(
        api_key,
        base_addresses={"api": api_base or API_BASE},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=(min(CONNECT_WITHIN, timeout), timeout)),
    )
