"""Why PayPal refuses, in words that say what to do next. Its own code is kept beside them.

Source: the 422 issues of "Refund captured payment" in PayPal's OpenAPI document payments_payment_v2.json, and its list
of errors, https://developer.paypal.com/api/rest/reference/orders/v2/errors/.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ALREADY_SENT = frozenset({"DUPLICATE_INVOICE_ID", "DUPLICATE_REQUEST_ID"})
"""Our own key stands on an earlier refund: no refusal, the money may have moved. Only a look-up can tell."""

NOT_YET = frozenset({"PREVIOUS_REQUEST_IN_PROGRESS"})
"""PayPal is still at an earlier call."""

_ACCOUNT = gettext_lazy("Finance has to settle it with PayPal before anything is approved again.")
_OTHER_WAY = gettext_lazy("Agree on another way with the customer.")

SENTENCES = {
    "CAPTURE_FULLY_REFUNDED": gettext_lazy(
        "PayPal says that this payment has been refunded in full already. Compare its refunds with the ledger."
    ),
    "REFUND_AMOUNT_EXCEEDED": gettext_lazy(
        "PayPal says that this is more than is left of the payment. Compare its refunds with the ledger."
    ),
    "REFUND_AMOUNT_TOO_LOW": gettext_lazy("PayPal does not refund so small an amount."),
    "REFUND_TIME_LIMIT_EXCEEDED": gettext_lazy("PayPal does not refund a payment of this age any more."),
    "REFUND_TIME_EXCEEDED_FOR_PAYMENT_SOURCE": gettext_lazy(
        "What the customer paid with takes no refund of a payment of this age any more."
    ),
    "REFUND_NOT_SUPPORTED_FOR_PAYMENT_SOURCE": gettext_lazy("What the customer paid with takes no refunds."),
    "REFUND_NOT_ALLOWED": gettext_lazy("PayPal does not allow a refund of this payment."),
    "REFUND_IS_RESTRICTED": gettext_lazy("Only the account that took this payment may refund it."),
    "REFUND_CAPTURE_CURRENCY_MISMATCH": gettext_lazy("The payment was taken in another currency."),
    "CURRENCY_MISMATCH": gettext_lazy("The payment was taken in another currency."),
    "MULTI_CURRENCY_REFUND_NOT_ALLOWED": gettext_lazy(
        "PayPal does not refund this payment in part, because it was converted from another currency."
    ),
    "PARTIAL_REFUND_NOT_ALLOWED": gettext_lazy("PayPal refunds this payment in full only."),
    "MAX_NUMBER_OF_REFUNDS_EXCEEDED": gettext_lazy("PayPal allows no further refund of this payment."),
    "PENDING_CAPTURE": gettext_lazy("The payment itself is not completed yet. Approve it again when it is."),
    "TRANSACTION_REFUSED": gettext_lazy("PayPal refused the refund by its own controls."),
    "REFUND_REFUSED_BY_PROCESSOR": gettext_lazy("The bank or the card behind the payment refused the refund."),
    "REFUND_FAILED_INSUFFICIENT_FUNDS": gettext_lazy("Our balance at PayPal was too low."),
    "REFUND_FUNDS_NOT_AVAILABLE": gettext_lazy("Our account at PayPal has nothing from which it could refund."),
    "PAYEE_ACCOUNT_LOCKED_OR_CLOSED": gettext_lazy("Our account at PayPal is locked or closed."),
    "PAYEE_ACCOUNT_RESTRICTED": gettext_lazy("Our account at PayPal is restricted."),
    "PAYER_ACCOUNT_LOCKED_OR_CLOSED": gettext_lazy("The customer's account at PayPal is locked or closed."),
    "PAYER_ACCOUNT_RESTRICTED": gettext_lazy("The customer's account at PayPal is restricted."),
    "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK": gettext_lazy(
        "The customer's bank has charged this payment back, and a refund would pay it twice."
    ),
    "TRANSACTION_DISPUTED": gettext_lazy(
        "The customer disputes this payment at PayPal, which takes no refund in part until that is closed."
    ),
    "CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED": gettext_lazy(
        "The customer disputes this payment at PayPal, which takes no refund in part until that is closed."
    ),
    "INVALID_CURRENCY_CODE": gettext_lazy("PayPal does not pay this currency."),
    "DECIMALS_NOT_SUPPORTED": gettext_lazy("PayPal pays this currency in whole units only."),
    "DECIMAL_PRECISION": gettext_lazy("PayPal pays two decimals at most."),
    "INVALID_RESOURCE_ID": gettext_lazy("PayPal knows no payment by the number that the platform told us."),
    "PERMISSION_DENIED": gettext_lazy("Our access to PayPal may not refund."),
    "NOT_AUTHORIZED": gettext_lazy("Our access to PayPal may not refund."),
    "FAILED": gettext_lazy("PayPal could not pay the refund."),
    "CANCELLED": gettext_lazy("The refund was cancelled at PayPal."),
}
OURS_TO_SETTLE = frozenset(
    {
        "REFUND_FAILED_INSUFFICIENT_FUNDS",
        "REFUND_FUNDS_NOT_AVAILABLE",
        "PAYEE_ACCOUNT_LOCKED_OR_CLOSED",
        "PAYEE_ACCOUNT_RESTRICTED",
        "REFUND_IS_RESTRICTED",
        "PERMISSION_DENIED",
        "NOT_AUTHORIZED",
    }
)
NEEDS_ANOTHER_WAY = frozenset(
    {
        "REFUND_TIME_LIMIT_EXCEEDED",
        "REFUND_TIME_EXCEEDED_FOR_PAYMENT_SOURCE",
        "REFUND_NOT_SUPPORTED_FOR_PAYMENT_SOURCE",
        "REFUND_NOT_ALLOWED",
        "MAX_NUMBER_OF_REFUNDS_EXCEEDED",
        "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
        "PAYER_ACCOUNT_RESTRICTED",
        "DECIMALS_NOT_SUPPORTED",
    }
)


def sentence(code: str, description: str = "") -> str:
    """What a person reads about a refusal.

    code: PayPal's issue, such as CAPTURE_FULLY_REFUNDED. description: its own words, for an issue that we don't know.
    """
    words = str(SENTENCES.get(code) or _("PayPal refused: %s") % (description or code))
    if code in OURS_TO_SETTLE:
        return f"{words} {_ACCOUNT}"
    return f"{words} {_OTHER_WAY}" if code in NEEDS_ANOTHER_WAY else words
