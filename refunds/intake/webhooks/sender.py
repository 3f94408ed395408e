"""What a provider's door has to know: whether a message is the provider's own, and what it is called."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from refunds.operations.news import Message


class Forged(Exception):
    """The message isn't the provider's: no signature, a wrong one, or one that is too old."""


class NotSetUp(Exception):
    """This door has no secret to prove messages with; the message names the setting."""


Verify = Callable[[HttpRequest, bytes], Message]
"""Prove a message by its raw bytes and headers, without a call. Raises Forged and NotSetUp."""
