"""A third party mediates (S-7.2.c): the customer reads when it begins and when it ends."""

from __future__ import annotations

from django.utils.translation import gettext as _

from refunds.letters.sheet import Addressee


def mediation_begun(to: Addressee, *, body: str) -> str:
    """Say who mediates, and that everything waits meanwhile. body: the third party."""
    with to.reading():
        return to.sheet(
            _("A third party mediates between you and us: %(body)s.") % {"body": body},
            _("Until the mediation ends we decide nothing about your request and send no money."),
            _("You remain free to use legal means."),
        )


def mediation_ended(to: Addressee, *, goes_on: bool) -> str:
    """Say that it is over. goes_on: the request is being examined; otherwise it stays decided as it was."""
    with to.reading():
        return to.sheet(
            _("The mediation about your request has ended."),
            _("We now go on with your request and tell you the result.")
            if goes_on
            else _("Our decision on your request stays as it was."),
        )
