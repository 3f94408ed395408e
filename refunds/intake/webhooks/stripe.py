"""Stripe's messages, proven by their signature (docs.stripe.com/webhooks/signature)."""

from __future__ import annotations

import json
from typing import Any

import stripe
from django.conf import settings
from django.http import HttpRequest

from refunds.intake.webhooks.sender import Forged, NotSetUp
from refunds.operations.news import Message

TOLERANCE = 300
"""Seconds after which a signed message counts as replayed; Stripe signs every repeat anew."""


def verify(request: HttpRequest, body: bytes) -> Message:
    """The event in the body. While secrets change, one signed with any of them is good."""
    secrets = settings.STRIPE_WEBHOOK_SECRETS
    if not secrets:
        raise NotSetUp("STRIPE_WEBHOOK_SECRET")
    header = request.headers.get("Stripe-Signature", "")
    if not any(_signed(body, header, secret) for secret in secrets):
        raise Forged
    return _message(body)


def _signed(body: bytes, header: str, secret: str) -> bool:
    if not header.isascii():
        return False  # the library compares digests as text and would break off
    try:
        stripe.WebhookSignature.verify_header(body, header, secret, TOLERANCE)
    except (stripe.SignatureVerificationError, UnicodeDecodeError):
        return False
    return True


def _message(body: bytes) -> Message:
    """The event by its names; what it says is read when it is applied."""
    try:
        event: dict[str, Any] = json.loads(body)
        thing = event["data"]["object"]
        return Message("stripe", str(event["id"]), str(event["type"])[:100], str(thing.get("id") or ""), body.decode())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Forged("signed, and yet no event") from error
