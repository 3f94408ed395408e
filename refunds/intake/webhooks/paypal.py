"""PayPal's messages, proven by its signature under the raw bytes (docs/adr/0009)."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from refunds.intake.webhooks.sender import Forged, NotNow, NotSetUp
from refunds.operations.cashier import paypal_connection
from refunds.operations.news import Message
from refunds.providers.base import Unreachable
from refunds.providers.news import Unreadable
from refunds.providers.paypal import certificates, signature
from refunds.providers.paypal.connection import Connection
from refunds.providers.paypal.events import names_of


def verify(request: HttpRequest, body: bytes) -> Message:
    """The event in the body. PayPal is called for a certificate that was not seen before, and for nothing else."""
    connection = paypal_connection()
    if connection is None:
        raise NotSetUp("PAYPAL_CLIENT_ID")
    if not settings.PAYPAL_WEBHOOK_ID:
        raise NotSetUp("PAYPAL_WEBHOOK_ID")
    try:
        signature.check(
            request.headers, body, webhook_id=settings.PAYPAL_WEBHOOK_ID, certificates=_certificates(connection)
        )
    except certificates.Forged as forged:
        raise Forged(str(forged)) from forged
    except Unreachable as problem:
        raise NotNow(str(problem)) from problem
    return _message(body)


@cache
def _certificates(connection: Connection) -> certificates.Certificates:
    """Those that this process has seen."""
    return certificates.Certificates(connection)


def _message(body: bytes) -> Message:
    """The event by its names; what it says is read when it is applied."""
    try:
        number, kind, about = names_of(body)
        return Message("paypal", number, kind[:100], about, body.decode())
    except (Unreadable, UnicodeDecodeError) as error:
        raise Forged("signed, and yet no event") from error
