"""The customer has taken the request back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee


def withdrawal_receipt(to: Addressee) -> str:
    """Confirm that the request is withdrawn and closed without a decision."""
    with to.reading():
        return to.sheet(
            _("As you asked, we have closed your request without a decision. Nothing is refunded."),
            _("If you did not ask for this, please answer this message."),
        )
