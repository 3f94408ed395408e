"""What is missing before the case can be decided, and who can supply it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from refunds.letters.missing import ASKED_FOR

CUSTOMER = _("the customer")
PLATFORM = _("the customer or the platform's records")
SUPPLIED_BY = {"usage_records": PLATFORM, "cancellation": PLATFORM, "purchase_time": PLATFORM, "event_time": PLATFORM}
"""Whoever is not named here is the customer."""

DECIDED_BY = {
    "D": _("the platform's records or the customer"),
    "H": _("the case worker, by a finding"),
    "T": _("the technical auditors"),
    "V": _("a supervisor"),
}
"""Who settles a clause whose outcome is not known, by the letters of its `decides`."""
AUDIT_OR_FINDING = _("the technical auditors, or by the case worker with a finding")


class Wanted(NamedTuple):
    """One thing that is missing."""

    word: str
    what: Any
    whose: Any


def wanted(words: Iterable[str]) -> list[Wanted]:
    """The missing items of an evaluation in words."""
    return [Wanted(word, capfirst(ASKED_FOR.get(word, word)), SUPPLIED_BY.get(word, CUSTOMER)) for word in words]


def settled_by(decides: Iterable[str]) -> Any:
    """Who can say whether a clause applies that nobody could settle.

    The last named has the last word, but for a question of fact: there an audit or a finding of staff is as good.
    """
    letters = list(decides)
    if {"T", "H"} <= set(letters):
        return AUDIT_OR_FINDING
    return DECIDED_BY.get(letters[-1], CUSTOMER)
