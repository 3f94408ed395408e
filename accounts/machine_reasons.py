"""Reasons that no person gave: they are stored in English by whatever did something, and read in any language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

GIVEN = frozenset(
    {
        gettext_noop("as delivered"),
        gettext_noop("asked for what was not heard"),
        gettext_noop("bank transfers go by file"),
        gettext_noop("chose a password"),
        gettext_noop("event of a provider"),
        gettext_noop("interrupted"),
        gettext_noop("link to choose a password"),
        gettext_noop("looked up"),
        gettext_noop("payout"),
        gettext_noop("service account"),
        gettext_noop("sweep"),
        gettext_noop("The draft was changed after this try-out was asked for."),
        gettext_noop("the first mark of these books"),
        gettext_noop("the lease of the last attempt ended without its result"),
        gettext_noop("the working calendar"),
        gettext_noop("the working calendar changed"),
        gettext_noop("try-out"),
        gettext_noop("what the providers did since the backup is in the books"),
        gettext_noop("what the providers refunded"),
    }
)


def read(why: str | None) -> str:
    """A stored reason for a page: in the reader's language where no person gave it, otherwise as it was given."""
    return _(why) if why in GIVEN else why or ""
