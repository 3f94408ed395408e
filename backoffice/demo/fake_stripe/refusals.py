"""The errors that the stand-in answers with, in Stripe's form."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An answer that is an error. stored: whether it is kept under the key, as Stripe does once it set to work."""

    def __init__(
        self, status: int, code: str, message: str, *, type: str = "invalid_request_error", stored: bool = True
    ) -> None:
        super().__init__(message)
        self.status, self.stored = status, stored
        self.error: dict[str, Any] = {"type": type, "message": message}
        if code:
            self.error["code"] = code


def missing(kind: str, id: str) -> Refusal:
    """There is no such thing in the account."""
    return Refusal(404, "resource_missing", f"No such {kind}: '{id}'")


def wrong_parameter(message: str) -> Refusal:
    """The request can't be read; nothing was begun."""
    return Refusal(400, "parameter_invalid", message, stored=False)


def other_parameters(key: str) -> Refusal:
    """The key was used for something else."""
    text = f"Keys for idempotent requests can only be used with the same parameters they were first used with: {key}"
    return Refusal(400, "", text, type="idempotency_error", stored=False)


def under_way(key: str) -> Refusal:
    """The first request of the key is still being answered."""
    text = f"There is currently another in-progress request using this Idempotency Key: {key}"
    return Refusal(409, "idempotency_key_in_use", text, type="idempotency_error", stored=False)


def too_many(code: str = "rate_limit") -> Refusal:
    """Too many requests, or several on one charge ("lock_timeout")."""
    return Refusal(429, code, "Too many requests hit the API too quickly.", stored=False)


def broken(*, stored: bool) -> Refusal:
    """Something went wrong on Stripe's side."""
    return Refusal(500, "", "An unknown error occurred.", type="api_error", stored=stored)
