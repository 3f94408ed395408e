"""What a provider's door has to know: whether a message is the provider's own, and what it is called."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from refunds.operations.news import Message


class Forged(Exception):
    """The message isn't the provider's: no signature, a wrong one, or one that is too old."""


class NotSetUp(Exception):
    """This door has no secret to prove messages with; the message names the setting."""


class NotNow(Exception):
    """Whether the message is the provider's can't be proven at the moment; it has to be sent again."""


Verify = Callable[[HttpRequest, bytes], Message]
"""Prove a message by its raw bytes and headers; no call for each message. Raises Forged, NotSetUp and NotNow."""
