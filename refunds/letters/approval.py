"""We grant a refund (S-4.2.c, S-4.3.a, 302-IV.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee, Amount, disagreement, moment, points, reasons_told, sums


def approval(
    to: Addressee,
    *,
    amounts: Sequence[Amount],
    reductions: Sequence[tuple[str, str]] = (),
    overturned: Sequence[tuple[str, str]] = (),
    payout_by: dt.datetime | None = None,
    reviewable: bool = False,
) -> str:
    """Say yes: what goes back, by which way, until when, and why not more.

    amounts: one for each charge. reductions: pairs of a clause id and the sentence told for it, where less is paid
    than was asked for. overturned: the same pairs for why a secondary review came to another end (S-7.2.a). payout_by:
    the end of the payout window; None where it isn't known or there is none. reviewable: less is paid than was asked
    for, and the policy offers a secondary review.
    """
    with to.reading():
        until = _("Processing takes until %(moment)s at the latest; your bank or provider decides when it appears.")
        return to.sheet(
            points(
                _("Somebody else has looked at your request again and changed the decision, because:"),
                reasons_told(overturned),
            ),
            points(_("Your refund is approved. We send:"), sums(amounts)),
            points(_("This is less than you asked for, because:"), reasons_told(reductions)),
            disagreement() if reviewable else "",
            until % {"moment": moment(payout_by)} if payout_by else "",
            _("You receive a confirmation as soon as the money is on its way."),
        )
