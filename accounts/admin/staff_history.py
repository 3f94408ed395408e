"""The history of an account in words: what changed, roles among it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import machine_reasons
from accounts.admin.staff_words import in_words, roles_in_words
from accounts.models import StaffMember

SHOWN = ("username", "first_name", "last_name", "email", "is_active")
PAGE = 50


class Change(NamedTuple):
    """One fact before and after."""

    label: Any
    before: str
    after: str


class Entry(NamedTuple):
    """One version of the account. first: it is the version in which the account began."""

    at: dt.datetime
    by: Any
    why: str
    first: bool
    changes: list[Change]


def history_of(person: StaffMember, page: int) -> tuple[list[Entry], bool]:
    """The entries of one page (counted from 1), newest first, and whether older ones follow."""
    start = (page - 1) * PAGE
    versions = person.history.select_related("history_user").prefetch_related("historicalstaffmember_groups_set__group")
    read = list(versions.order_by("-history_id")[start : start + PAGE + 1])
    entries = [entry(newer, list(changes(older, newer))) for newer, older in pairwise(read)]
    more = len(read) > PAGE
    return entries if more or not read else [*entries, entry(read[-1], [], first=True)], more


def entry(version: Any, found: list[Change], *, first: bool = False) -> Entry:
    """A version as an entry."""
    return Entry(
        version.history_date, version.history_user, machine_reasons.read(version.history_change_reason), first, found
    )


def changes(older: Any, newer: Any) -> Iterator[Change]:
    """What differs between two versions."""
    for name in SHOWN:
        if getattr(older, name) != getattr(newer, name):
            label = capfirst(getattr(StaffMember._meta.get_field(name), "verbose_name", name))
            yield Change(label, in_words(getattr(older, name)), in_words(getattr(newer, name)))
    if role_names(older) != role_names(newer):
        yield Change(_("Roles"), role_names(older), role_names(newer))


def role_names(version: Any) -> str:
    """The roles of one version of the account, in words."""
    return roles_in_words(row.group.name for row in version.historicalstaffmember_groups_set.all())
