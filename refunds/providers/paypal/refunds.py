"""A refund as PayPal describes it, and what that means for us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from refunds.money import MoneyError
from refunds.providers.base import Instruction, Receipt, Unreachable
from refunds.providers.paypal import amounts
from refunds.providers.paypal.refusals import sentence

Refund = Mapping[str, Any]
"""https://developer.paypal.com/docs/api/payments/v2/#definition-refund"""

NOT_PAID = frozenset({"FAILED", "CANCELLED"})


def key_of(refund: Refund) -> str:
    """The key that we put on it; empty where somebody else made it."""
    return str(refund.get("custom_id") or refund.get("invoice_id") or "")


def answered(refund: Refund, instruction: Instruction) -> Receipt:
    """What became of a refund that was just asked for. Raises Unreachable where the answer isn't about it."""
    receipt = found(refund, instruction)
    if refund["status"] in NOT_PAID:
        return Receipt.refused(receipt.reason, receipt.code, receipt.provider_reference)
    return receipt


def found(refund: Refund, instruction: Instruction) -> Receipt:
    """What became of a refund that PayPal holds under our key. Raises Unreachable where it is another one."""
    receipt = receipt_of(refund)
    try:
        amount = amounts.read(refund["amount"])
    except (KeyError, TypeError, AttributeError, MoneyError) as problem:
        raise Unreachable(_("PayPal's answer does not say how much it refunded.")) from problem
    if key_of(refund) != instruction.key or amount != instruction.amount:
        raise Unreachable(
            _("PayPal answered with another refund: %(amount)s, key “%(key)s”. Compare it with PayPal by hand.")
            % {"amount": amount, "key": key_of(refund)}
        )
    return receipt


def receipt_of(refund: Refund) -> Receipt:
    """A refund that exists, by its status. What is not paid any more counts as come back: it may have been paid before.

    Raises Unreachable for a status that PayPal does not document.
    """
    reference, status = refund.get("id"), refund.get("status")
    if not isinstance(reference, str) or not reference:
        raise Unreachable(_("PayPal's answer does not name the refund."))
    if status == "COMPLETED":
        return Receipt.paid(reference)
    if status == "PENDING":
        return Receipt.pending(reference)
    if status in NOT_PAID:
        details = refund.get("status_details")
        why = details.get("reason", "") if isinstance(details, Mapping) else ""
        return Receipt.returned(sentence(status), f"{status} {why}".strip(), reference)
    raise Unreachable(_("PayPal gives the refund a state that we do not know: %s.") % status)


def capture_of(refund: Refund) -> str:
    """The capture that was refunded, from the link to it; empty where there is none."""
    for link in links(refund):
        if link.get("rel") == "up":
            return str(link.get("href", "")).rstrip("/").rsplit("/", 1)[-1]
    return ""


def links(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The links of a resource."""
    for link in resource.get("links") or ():
        if isinstance(link, Mapping):
            yield link


def instant(text: object) -> dt.datetime:
    """An instant as PayPal writes it, such as 2026-03-11T02:00:00Z or …+0000. Raises Unreachable."""
    try:
        at = dt.datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Unreachable(_("PayPal's answer can't be read."))
    return at
