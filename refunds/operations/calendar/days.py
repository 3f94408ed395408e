"""Days entered in the working calendar when a new arrangement is published, and corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.calendars import FIRST_YEAR, day_of
from refunds.locks import NoSuchRow
from refunds.models import CalendarDay
from refunds.operations.calendar.change import begin, end, source_faults
from refunds.operations.calendar.entries import DayEntry
from refunds.operations.perform import Refused
from refunds.operations.words import required

YEARS_AHEAD = 2


def enter_days(entries: Sequence[DayEntry], *, source: str, act: Act) -> list[CalendarDay]:
    """Enter days, all of them or none, with the notice that says so. Raises Refused with a sentence for each fault.

    source: title, number or address of the notice of the State Council.
    """
    with transaction.atomic():
        begin(act)
        found = [*source_faults(source), *_faults(entries, act.at)]
        if found:
            raise Refused(*found)
        rows = [
            CalendarDay.objects.record(act, day=entry.day, works=entry.works, source=source.strip())
            for entry in entries
        ]
        end({row.day.year for row in rows})
        return rows


def correct_day(day: dt.date, *, works: bool, source: str, act: Act) -> CalendarDay:
    """Change an entry that was mistaken; act.why says why, and the history keeps what stood there. Raises Refused."""
    with transaction.atomic():
        begin(act)
        row = CalendarDay.objects.filter(day=day).first()
        if row is None:
            raise NoSuchRow(_("%s is not entered: enter it.") % day)
        required(act.why, _("Say why the entry is corrected."))
        found = source_faults(source)
        if (row.works, row.source) == (works, source.strip()):
            found.append(_("%s is entered like that already.") % day)
        if found:
            raise Refused(*found)
        row.works, row.source = works, source.strip()
        row.save(act=act)
        end({day.year})
        return CalendarDay.fetch(row.pk)


def _faults(entries: Sequence[DayEntry], at: dt.datetime) -> Iterator[str]:
    if not entries:
        yield _("There is no day to enter.")
    last = day_of(at).year + YEARS_AHEAD
    there = {row.day: row for row in CalendarDay.objects.filter(day__in=[entry.day for entry in entries])}
    seen: set[dt.date] = set()
    for entry in entries:
        if not FIRST_YEAR <= entry.day.year <= last:
            limits = {"where": entry.where, "first": FIRST_YEAR, "last": last}
            yield _("%(where)s: the year is not between %(first)s and %(last)s.") % limits
        if entry.day in seen:
            yield _("%s: this day is named twice.") % entry.where
        elif row := there.get(entry.day):
            known = {"where": entry.where, "works": row.get_works_display(), "source": row.source}
            yield _("%(where)s: it is entered already as %(works)s (%(source)s); correct that entry.") % known
        seen.add(entry.day)
