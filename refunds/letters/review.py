"""The customer disagrees: we confirm that somebody else looks (S-7.2.a, S-7.2.b)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee


def review_receipt(to: Addressee, *, brings_new: bool) -> str:
    """Confirm a secondary review. brings_new: additional evidence came with it; otherwise it is asked for (S25)."""
    with to.reading():
        return to.sheet(
            _("Your case is reviewed again by somebody who took no part in the first decision."),
            "" if brings_new else _("Please send anything new that supports your request."),
        )
