"""What Stripe's errors mean for a payment: refused for good, nothing decided, or nobody can say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import stripe
from django.utils.translation import gettext as _

from refunds.providers.base import Busy, Unreachable
from refunds.providers.stripe.reasons import refusal_text

UNDER_WAY = "idempotency_key_in_use"
TOO_MANY = ("lock_timeout", "rate_limit")
OTHER_MODE = "a similar object exists in"
"""How Stripe says that a test key asks for a live payment, or the other way round: no proof that nothing was paid."""


class Declined(Exception):
    """Stripe definitely refused, and keeps refusing. code: its word for it; the message is readable."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(reason)
        self.code = code


@contextmanager
def errors_told_apart() -> Iterator[None]:
    """Turn what Stripe's library raises into Declined, Busy or Unreachable.

    Busy: the first call of the key is still under way (409), or too many calls or a locked charge (429). Declined: the
    request itself was refused (400, 402, 404). Everything else leaves open what happened, 5xx above all: Stripe keeps
    the answer of a failed call under its key and repeats it, so only a look-up can tell.
    """
    try:
        yield
    except stripe.RateLimitError as error:
        raise Busy(words(error), wait_of(error)) from error
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        raise _meaning(error) from error
    except stripe.IdempotencyError as error:
        if code_of(error) == UNDER_WAY:
            raise Busy(words(error), wait_of(error)) from error
        raise Unreachable(_("Stripe knows this key for another instruction: %s") % words(error)) from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        text = _("Stripe doesn't accept our API key for this. The administrator has to look at STRIPE_API_KEY: %s")
        raise Unreachable(text % words(error)) from error
    except stripe.StripeError as error:
        raise _meaning(error) from error


def _meaning(error: stripe.StripeError) -> Exception:
    """What an error means by its code and its status, whatever its class."""
    code = code_of(error)
    if error.http_status == 409 or code in (UNDER_WAY, *TOO_MANY):
        return Busy(words(error), wait_of(error))
    if OTHER_MODE in (error.user_message or ""):
        return Unreachable(_("STRIPE_API_KEY is of another mode, test or live, than the payment: %s") % words(error))
    if isinstance(error, stripe.CardError | stripe.InvalidRequestError):
        return Declined(refusal_text(code, words(error)), code)
    if replayed(error):
        return Unreachable(_("Stripe repeats a failure that it stored under this key: %s") % words(error))
    return Unreachable(words(error))


def code_of(error: stripe.StripeError) -> str:
    """Stripe's word for an error; empty where it gave none. The library leaves it out of some of its classes."""
    body = error.json_body if isinstance(error.json_body, dict) else {}
    said = body.get("error")
    return str(error.code or (said.get("code") if isinstance(said, dict) else "") or "")


def words(error: stripe.StripeError) -> str:
    """The error in Stripe's words on one line, with the number under which its support finds the call."""
    text = " ".join((error.user_message or _("no answer that can be read")).split())[:500]
    return f"{text} ({error.request_id})" if error.request_id else text


def wait_of(error: stripe.StripeError) -> dt.timedelta | None:
    """How long Stripe asks us to stay away; None where it doesn't say, or says it as a date."""
    seconds = (error.headers or {}).get("Retry-After", "")
    return dt.timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 7 else None


def replayed(error: stripe.StripeError) -> bool:
    """Whether Stripe repeats an answer that it stored under the key."""
    return (error.headers or {}).get("Idempotent-Replayed", "") == "true"
