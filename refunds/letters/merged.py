"""Two requests of one customer are one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee


def merged(to: Addressee, *, into: str) -> str:
    """Say that a request goes on under the number of an earlier one. into: that number."""
    with to.reading():
        return to.sheet(
            _("You have written to us about the same thing before. We go on with both under the number %(number)s.")
            % {"number": into},
            _("Nothing that you sent us is lost, and you need not do anything. We answer you under that number."),
            _("If these are two different things, please answer this message."),
        )
