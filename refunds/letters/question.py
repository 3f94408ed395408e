"""We ask for what is missing (S-4.2.b, 302-III)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from refunds.letters.missing import asked_for
from refunds.letters.sheet import Addressee, moment, points


def question(to: Addressee, *, text: str, missing: Sequence[str] = (), last_day: dt.datetime | None = None) -> str:
    """Ask the customer for something.

    text: what the agent writes. missing: words of the policies' vocabulary. last_day: the end of the application
    window, which a question does not prolong and which must be told (302-III.2, 302-IV.4, pick T2); None where the
    policy sets none.
    """
    with to.reading():
        until = _("Please send it by %(moment)s. Later applications can't be accepted.")
        return to.sheet(
            text,
            points(_("To decide your request we need:"), asked_for(missing)),
            until % {"moment": moment(last_day)} if last_day else "",
            _("Please answer this message and keep the number of your request in it."),
        )
