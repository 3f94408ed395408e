"""Reasons that no person gave: they are stored in English by whatever did something, and read in any language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

GIVEN = frozenset(
    {
        noop("as delivered"),
        noop("asked for what was not heard"),
        noop("bank transfers go by file"),
        noop("chose a password"),
        noop("event of a provider"),
        noop("interrupted"),
        noop("link to choose a password"),
        noop("looked up"),
        noop("payout"),
        noop("service account"),
        noop("sweep"),
        noop("the first mark of these books"),
        noop("the lease of the last attempt ended without its result"),
        noop("the working calendar"),
        noop("the working calendar changed"),
        noop("try-out"),
        noop("what the providers did since the backup is in the books"),
        noop("what the providers refunded"),
    }
)


def read(why: str | None) -> str:
    """A stored reason for a page: in the reader's language where no person gave it, otherwise as it was given."""
    return _(why) if why in GIVEN else why or ""
