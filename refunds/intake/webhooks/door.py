"""The door for a provider's messages: prove the sender by the raw bytes, store once, answer at once."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.intake.webhooks.sender import Forged, NotNow, NotSetUp, Verify
from refunds.intake.webhooks.turned_away import TurnedAway
from refunds.operations.news import take_in

log = structlog.get_logger(__name__)
LONGEST = 256 * 1024
"""Bytes of a message; an event of a refund has two or three thousand."""


def door(provider: str, verify: Verify) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one provider's door. Its signature takes the place of a CSRF token: no browser sends here."""
    turned_away = TurnedAway(provider)

    @csrf_exempt
    @require_POST
    def receive(request: HttpRequest) -> HttpResponse:
        """Take in one message."""
        body = request.read(LONGEST + 1)
        if len(body) > LONGEST:
            return said(413, f"A message has at most {LONGEST} bytes.")
        try:
            message = verify(request, body)
        except NotSetUp as missing:
            log.error("a provider's door has no secret", provider=provider, setting=str(missing))
            return said(
                503, f"{missing} is not set here: nothing can be proven, and nothing was stored. Send it again."
            )
        except NotNow as why:
            log.warning("a message could not be proven", provider=provider, why=str(why))
            return said(503, "This can't be proven now, and nothing was stored. Send it again.")
        except Forged:
            turned_away.another(request.META.get("REMOTE_ADDR", ""))
            return said(400, "The signature does not prove this message. Nothing was stored.")
        account = service_account("door", f"door:{provider}")
        is_new = take_in(message, act=Act(by=account, at=timezone.now(), why=f"{message.kind} {message.event_id}"))
        return said(200, "Stored." if is_new else "Known already.")

    return receive


def said(status: int, sentence: str) -> HttpResponse:
    """A short plain answer."""
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
