"""How long until a deadline, or how long since: in words, with a tone that is never the only sign."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NONE = dt.timedelta(0)
SOON = dt.timedelta(hours=8)
"""One working day before a deadline its row turns to the colour of a warning, and the queue lists it as due soon."""


class Clock(NamedTuple):
    """One deadline as it is shown. tone: late, soon, calm, met or none."""

    name: Any
    at: dt.datetime | None
    left: str
    tone: str


def clock(
    name: Any,
    due: dt.datetime | None,
    now: dt.datetime,
    met_at: dt.datetime | None = None,
    *,
    language: str | None = None,
) -> Clock:
    """A deadline seen from an instant.

    met_at: when what it asks for was done, if it was; language: the one that is switched on, where many are written.
    """
    if met_at is not None:
        late = due is not None and met_at > due
        return Clock(name, due, _("done, late") if late else _("done"), "met")
    if due is None:
        return Clock(name, None, _("not known"), "none")
    left, language = due - now, language or get_language()
    if left < NONE:
        return Clock(name, due, _said(True, *_units(-left), language), "late")
    return Clock(name, due, _said(False, *_units(left), language), "soon" if left < SOON else "calm")


def span(length: dt.timedelta) -> str:
    """A length of time by its two largest units."""
    return _written(*_units(length))


def _units(length: dt.timedelta) -> tuple[int, int, int]:
    """Days and hours, or hours and minutes: what is smaller is not said."""
    minutes = int(length.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    return days, hours, 0 if days else minutes % 60


@lru_cache(maxsize=4096)
def _said(is_over: bool, days: int, hours: int, minutes: int, language: str | None) -> str:
    """The same sentence for all rows of a list that are due in the same hour, in the language that is switched on."""
    return (_("%s over") if is_over else _("%s left")) % _written(days, hours, minutes)


def _written(days: int, hours: int, minutes: int) -> str:
    if days:
        parts = [ngettext("%d day", "%d days", days) % days, _("%d h") % hours if hours else ""]
    elif hours:
        parts = [_("%d h") % hours, _("%d min") % minutes if minutes else ""]
    else:
        parts = [_("%d min") % minutes]
    return " ".join(part for part in parts if part)
