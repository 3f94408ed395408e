"""Forms as Stripe's libraries write them: metadata[refund_key]=… for what is nested."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl


def read(text: str) -> dict[str, Any]:
    """The fields of a form or of the query of an address, one level deep."""
    fields: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        outer, _, inner = name.partition("[")
        if inner:
            fields.setdefault(outer, {})[inner.rstrip("]")] = value
        else:
            fields[outer] = value
    return fields
