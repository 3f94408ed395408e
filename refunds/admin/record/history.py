"""The history of one row: who changed what, when and why. It is read here and nowhere brought back."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import models

from refunds.admin.record import machine_words
from refunds.admin.record.changes import Change, Names, changes

PAGE = 50


class Entry(NamedTuple):
    """One version of the row. first: it is the version in which the row began."""

    at: dt.datetime
    by: Any
    why: str
    first: bool
    changes: list[Change]


def history_of(row: models.Model, page: int) -> tuple[list[Entry], bool]:
    """The entries of one page (counted from 1), newest first, and whether older ones follow.

    One version more than the page shows is read, so that the last entry has its changes too.
    """
    start = (page - 1) * PAGE
    versions = row.history.select_related("history_user").order_by("-history_date", "-history_id")  # type: ignore[attr-defined]
    read = list(versions[start : start + PAGE + 1])
    pairs = [(older, newer) for newer, older in pairwise(read)]
    names = Names(pairs)
    entries = [entry(newer, changes(older, newer, names)) for older, newer in pairs]
    more = len(read) > PAGE
    return entries if more or not read else [*entries, entry(read[-1], [], first=True)], more


def entry(version: Any, found: list[Change], *, first: bool = False) -> Entry:
    """A version as an entry."""
    return Entry(
        version.history_date, version.history_user, machine_words.said(version.history_change_reason), first, found
    )
