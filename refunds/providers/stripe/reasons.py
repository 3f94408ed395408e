"""Stripe's reasons in sentences. A word that isn't here is shown as Stripe wrote it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

FAILURES: dict[str, Any] = {
    "lost_or_stolen_card": later("The card was reported lost or stolen."),
    "expired_or_canceled_card": later("The card has expired or was cancelled."),
    "charge_for_pending_refund_disputed": later("The customer disputed the charge while the refund was pending."),
    "insufficient_funds": later("The balance at Stripe does not cover the refund."),
    "declined": later("The customer's bank declined the refund."),
    "merchant_request": later("The refund was stopped at our own request, in Stripe's dashboard."),
    "unknown": later("The refund failed, and Stripe does not know why."),
}
"""`failure_reason` of a refund that failed (docs.stripe.com/refunds, failed refunds)."""

CANCELED = later("The refund was cancelled before it was paid.")

REFUSALS: dict[str, Any] = {
    "charge_already_refunded": later("The charge is refunded in full at Stripe already."),
    "amount_too_large": later("The amount is more than what is left of the charge at Stripe."),
    "amount_too_small": later("The amount is less than the least that Stripe refunds."),
    "charge_disputed": later("The customer disputed the charge at their bank; Stripe does not refund it meanwhile."),
    "resource_missing": later("Stripe does not know this payment under our account."),
    "charge_not_refundable": later("Stripe does not refund this charge."),
    "insufficient_funds": FAILURES["insufficient_funds"],
    "balance_insufficient": FAILURES["insufficient_funds"],
}
"""`code` of an error by which a refund is refused (docs.stripe.com/error-codes)."""


def failure_text(status: str, code: str) -> str:
    """Why a refund that was accepted failed or was cancelled. status: Stripe's; code: its failure_reason, or empty."""
    if not code and status == "canceled":
        return str(CANCELED)
    known = FAILURES.get(code or "unknown")
    return str(known) if known else _("The refund failed: %s") % code


def refusal_text(code: str, said: str) -> str:
    """Why a refund was refused at once. said: Stripe's own words, kept beside ours."""
    known = REFUSALS.get(code)
    return f"{known} {_('Stripe says: %s') % said}" if known else _("Stripe refused the refund: %s") % said
