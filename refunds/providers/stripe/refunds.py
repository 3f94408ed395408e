"""A refund of Stripe in the words of our contract."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from refunds.providers.base import Listed, Receipt, Unreachable
from refunds.providers.stripe.amounts import from_stripe
from refunds.providers.stripe.reasons import failure_text

KEY_AT_STRIPE = "refund_key"
"""Under which name our key stands in the metadata of a refund."""

ORDER = ("requires_action", "pending", "succeeded", "canceled", "failed")
"""The states of a refund, none of which is ever left for an earlier one (docs.stripe.com/refunds)."""


def place_of(refund: dict[str, Any]) -> int:
    """How far a refund has come: the same refund seen in two states was in the lesser one first."""
    status = refund.get("status")
    return ORDER.index(status) if status in ORDER else len(ORDER)


def receipt_of(refund: dict[str, Any]) -> Receipt:
    """What a refund says. Raises Unreachable for a state that Stripe has added since.

    One that failed or was cancelled existed, and may have been paid first: whether its money came back or never went
    out is told by our books, which know whether they ever saw it paid.
    """
    status, reference = refund.get("status") or "", str(refund["id"])
    if status == "succeeded":
        return Receipt.paid(reference)
    if status in ("pending", "requires_action"):
        return Receipt.pending(reference)
    if status in ("failed", "canceled"):
        code = refund.get("failure_reason") or ""
        return Receipt.returned(failure_text(status, code), code, reference)
    text = _("Stripe's refund %(reference)s is in a state that we don't know: %(status)s")
    raise Unreachable(text % {"reference": reference, "status": status})


def key_of(refund: dict[str, Any]) -> str:
    """Our key on a refund; empty where it isn't ours."""
    return str((refund.get("metadata") or {}).get(KEY_AT_STRIPE) or "")


def payments_of(thing: dict[str, Any]) -> tuple[str, ...]:
    """The names of the payment that a refund or a dispute is about: its charge, then its payment intent."""
    names = (_id(thing.get("charge")), _id(thing.get("payment_intent")))
    return tuple(str(name) for name in names if name)


def listed(refund: dict[str, Any]) -> Listed:
    """A refund as an entry of a list."""
    payment, *also = payments_of(refund) or ("",)
    return Listed(
        key=key_of(refund),
        provider_reference=str(refund["id"]),
        payment=payment,
        amount=from_stripe(refund["amount"], refund["currency"]),
        receipt=receipt_of(refund),
        created_at=dt.datetime.fromtimestamp(refund["created"], dt.UTC),
        also=tuple(also),
    )


def _id(reference: Any) -> str | None:
    """The id of a thing that Stripe names or, where asked, sends along in full."""
    return reference["id"] if isinstance(reference, dict) else reference
