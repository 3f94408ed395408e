"""Days of the working calendar as somebody types them from a notice, read line by line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from refunds.operations.perform import Refused

LONGEST = 31
"""Days that one line may name: no holiday is longer."""
MOST_LINES = 1_000

LINE = re.compile(r"([^\s,;]+?)(?:\s*\.\.\s*([^\s,;]+))?[\s,;]+(\S+)")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WORDS = {"works": True, "work": True, "off": False, "上班": True, "放假": False}


class DayEntry(NamedTuple):
    """Whether people work on a day. place: where it stands in what was sent, such as "line 3"; empty for a form."""

    day: dt.date
    works: bool
    place: str = ""

    @property
    def where(self) -> str:
        """The place and the day, as a sentence about the entry begins."""
        return f"{self.place} ({self.day})" if self.place else str(self.day)


class Misread(ValueError):
    """A line that is no entry, with the sentence that says so."""


def read_days(text: str) -> list[DayEntry]:
    """Entries such as "2027-01-01 off" or "2027-02-05..2027-02-11 off", one a line; `#` begins a remark.

    Raises Refused with one sentence for each line that is wrong.
    """
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise Refused(_("There are %(count)s lines; the most is %(most)s.") % {"count": len(lines), "most": MOST_LINES})
    found: list[DayEntry] = []
    wrong: list[str] = []
    for number, line in enumerate(lines, 1):
        said = line.split("#")[0].strip()
        place = _("line %s") % number
        try:
            found += _read(said, place) if said else []
        except Misread as fault:
            wrong.append(_("%(name)s: %(value)s") % {"name": place, "value": fault})
    if wrong:
        raise Refused(*wrong)
    return found


def _read(line: str, place: str) -> Iterator[DayEntry]:
    parts = LINE.fullmatch(line)
    if parts is None:
        raise Misread(_("“%s” is no entry; write a date and “works” or “off”.") % line[:60])
    first, last, word = parts.groups()
    if word.lower() not in WORDS:
        raise Misread(_("“%s” is neither “works” nor “off”.") % word[:60])
    days = _days(_date(first), _date(last or first))
    return (DayEntry(day, WORDS[word.lower()], place) for day in days)


def _date(said: str) -> dt.date:
    try:
        if DATE.fullmatch(said):
            return dt.date.fromisoformat(said)
    except ValueError:
        pass  # such as 2027-02-30: the sentence below is for it as well
    raise Misread(_("“%s” is no date; write year, month and day, such as 2027-02-05.") % said[:60])


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    count = (last - first).days + 1
    if not 1 <= count <= LONGEST:
        raise Misread(
            _("%(first)s..%(last)s are %(count)s days; one line names 1 to %(most)s.")
            % {"first": first, "last": last, "count": count, "most": LONGEST}
        )
    return [first + dt.timedelta(days=n) for n in range(count)]
