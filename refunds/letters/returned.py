"""A refund that was paid came back to us."""

from __future__ import annotations

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee, Amount, points, sums


def returned(to: Addressee, *, amount: Amount) -> str:
    """Tell the customer, who was told before that it was paid."""
    with to.reading():
        return to.sheet(
            points(_("A refund that we had paid to you came back to us:"), sums([amount])),
            _(
                "The account or card may be closed. You do not lose this money: your request is open again, and we "
                "write to you about another way. If your account has changed, please tell us."
            ),
        )
