"""Events as Stripe sends them: signed, one to three times, late and in any order."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import urllib.error
import urllib.request
from collections.abc import Iterable
from typing import Any, NamedTuple

SECRET = "whsec_stand_in"  # noqa: S105  # of nothing but the stand-in


class Delivery(NamedTuple):
    """One request to a webhook endpoint."""

    body: bytes
    signature: str


def sign(body: bytes, secret: str, at: int) -> str:
    """The Stripe-Signature header of a body. at: the second at which it is sent."""
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    return f"t={at},v1={mac.hexdigest()}"


def deliveries(events: Iterable[dict[str, Any]], *, secret: str, at: int, seed: int, copies: int = 3) -> list[Delivery]:
    """Every event one to `copies` times, shuffled."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    sent = []
    for event in events:
        body = json.dumps(event, indent=2).encode()
        sent += [Delivery(body, sign(body, secret, at))] * chance.randint(1, copies)
    chance.shuffle(sent)
    return sent


def post(url: str, delivery: Delivery, timeout: float = 20.0) -> int:
    """Send one; the status that came back, 0 where none did."""
    headers = {"Content-Type": "application/json", "Stripe-Signature": delivery.signature}
    request = urllib.request.Request(url, delivery.body, headers)  # noqa: S310  # an address of our own
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
