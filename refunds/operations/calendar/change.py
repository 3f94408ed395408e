"""What every change of the working calendar begins and ends with."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import may
from refunds.locks import lock_name
from refunds.models import CalendarDay
from refunds.operations.calendar.job import enqueue_deadlines
from refunds.operations.calendar.plausible import implausible_years
from refunds.operations.perform import Refused

ENTERS = may("refunds.enter_calendarday")
LONGEST_SOURCE: int = CalendarDay._meta.get_field("source").max_length or 0


def begin(act: Act) -> None:
    """Whoever changes the calendar is an administrator, and the only one at that moment. Raises Refused."""
    if found := ENTERS.refusals(None, act.by):
        raise Refused(*found)
    lock_name("calendar", "China")


def end(years: Iterable[int] = ()) -> None:
    """What was stored leaves these years plausible, and open cases get their deadlines by it.

    Raises Refused; the transaction then takes everything back.
    """
    if found := implausible_years(years):
        raise Refused(*found)
    enqueue_deadlines()


def source_faults(source: str) -> list[str]:
    """What is wrong with the name of a notice."""
    said = source.strip()
    if not said:
        return [_("Name the notice that says so.")]
    if len(said) > LONGEST_SOURCE:
        told = {"count": len(said), "most": LONGEST_SOURCE}
        return [_("The notice has %(count)s characters; the most is %(most)s.") % told]
    return []
