"""We refuse, and say which rule makes us and what the customer can do (302-IV.4, S-4.2.c, S-7.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee, disagreement, moment, points, reasons_told


def rejection(
    to: Addressee,
    *,
    reasons: Sequence[tuple[str, str]],
    reapply_by: dt.datetime | None = None,
    reviewable: bool = False,
    upheld: bool = False,
    granted_before: bool = False,
) -> str:
    """Say no with the specific reasons.

    reasons: pairs of a clause id and the sentence that the policy tells for it. reapply_by: the last day to apply
    again while it is still open: the window of the original event, which nothing restarts (302-IV.4, reading 5.11).
    reviewable: the policy offers a secondary review (S-7.2.a). upheld: this is the answer to such a review;
    granted_before: the decision that it upholds granted a part.
    """
    with to.reading():
        again = _("You may apply again with additional materials until %(moment)s.")
        return to.sheet(
            _verdict(upheld, granted_before),
            points(_("The reasons are:"), reasons_told(reasons)),
            again % {"moment": moment(reapply_by)} if reapply_by else "",
            disagreement() if reviewable else "",
            _("You remain free to use legal means."),
        )


def _verdict(upheld: bool, granted_before: bool) -> str:
    if upheld and granted_before:
        return _(
            "Somebody else has looked at your request again and came to the same end: we can't refund more than was "
            "granted."
        )
    if upheld:
        return _("Somebody else has looked at your request again and came to the same end: we can't refund it.")
    return _("We have examined your request and can't refund it.")
