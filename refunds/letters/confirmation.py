"""The money has left us (S-4.3.c)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee, Amount, moment, points, sums


def confirmation(to: Addressee, *, amounts: Sequence[Amount], paid_at: dt.datetime) -> str:
    """Confirm a refund that was paid. amounts: one for each charge; paid_at: when the last of them was paid."""
    with to.reading():
        return to.sheet(
            points(_("Your refund was paid on %(moment)s:") % {"moment": moment(paid_at)}, sums(amounts)),
            _(
                "Banks and holidays may delay its arrival. If it does not arrive within the time usual for your bank "
                "or provider, please tell us: we then trace it."
            ),
        )
