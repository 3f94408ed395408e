"""The door for a provider's messages: prove the sender by the raw bytes, store once, answer at once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.acts import Act
from accounts.service_accounts import service_account
from refunds.intake.webhooks.sender import Forged, NotNow, NotSetUp, Verify
from refunds.intake.webhooks.turned_away import TurnedAway
from refunds.operations.news import take_in

LONGEST = 256 * 1024
"""Bytes of a message; an event of a refund has two or three thousand."""


def door(provider: str, verify: Verify) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one provider's door. Its signature takes the place of a CSRF token: no browser sends here."""
    forged, no_secret, not_now = (TurnedAway(provider, what) for what in ("forged", "no secret", "not now"))

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
            no_secret.another(setting=str(missing))
            return said(
                503, f"{missing} is not set here: nothing can be proven, and nothing was stored. Send it again."
            )
        except NotNow as why:
            not_now.another(why=str(why))
            return said(503, "This can't be proven now, and nothing was stored. Send it again.")
        except Forged:
            forged.another(address=request.META.get("REMOTE_ADDR", ""))
            return said(400, "The signature does not prove this message. Nothing was stored.")
        account = service_account("door", f"door:{provider}")
        is_new = take_in(message, act=Act(by=account, at=timezone.now(), why=f"{message.kind} {message.event_id}"))
        return said(200, "Stored." if is_new else "Known already.")

    return receive


def said(status: int, sentence: str) -> HttpResponse:
    """A short plain answer."""
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
