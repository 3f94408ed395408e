"""Rows of the log as acts: what one person did at one instant, every change with its old and its new value."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.admin.staff_history import changes as changes_of_staff
from accounts.labelled import labelled
from accounts.models import StaffMember
from refunds.admin.record import machine_words, policy_words
from refunds.admin.record.changes import Change, Names, changes
from refunds.admin.site_log.reading import Place, fetched
from refunds.admin.site_log.sources import Source
from refunds.admin.timeline.events import Event, acts
from refunds.models import BankDownload, Evaluation, ExportRecord, Message, Refusal

NAMED_BY = ("number", "reference", "username", "version", "key", "day", "currency", "provider")
LONGEST = 1500


class Entry(NamedTuple):
    """One act. lines: its events, each with the address of its row, empty where it has no page."""

    at: Any
    by: Any
    whys: list[str]
    lines: list[tuple[Event, str]]


def entries(sources: list[Source], shown: list[Place]) -> list[Entry]:
    """The acts of a page, the latest first."""
    by_name = {source.name: source for source in sources}
    read = fetched(sources, shown)
    plain = (found for name, found in read.items() if by_name[name].model is not StaffMember)
    names = Names(pair for found in plain for pair in found if pair[0] is not None)
    events, addresses = [], {}
    for name, found in read.items():
        for older, newer in found:
            one = event(by_name[name], older, newer, names)
            events.append(one)
            addresses[one.source, one.key] = address(by_name[name].model, newer)
    return [
        Entry(act.at, act.by, act.whys, [(one, addresses[one.source, one.key]) for one in act.told])
        for act in acts(events)
    ]


def event(source: Source, older: Any, newer: Any, names: Names) -> Event:
    """One row as an event."""
    at, by = getattr(newer, source.at), getattr(newer, source.by)
    if not source.is_history:
        return Event(at, by, "", source.name, newer.pk, heading(newer), [], body(newer), tone(newer))
    began = older is None
    found = [] if began else changed(source, older, newer, names)
    what = labelled(source.label, named(newer))
    what = _("New: %s") % what if began else what if found else ""  # saved without a change, it says nothing
    return Event(at, by, machine_words.said(newer.history_change_reason), source.name, newer.pk, what, found)


def changed(source: Source, older: Any, newer: Any, names: Names) -> list[Change]:
    """What differs; of staff members their roles too, which stand in rows of their own."""
    if source.model is StaffMember:
        return [Change("", one.label, one.before, one.after) for one in changes_of_staff(older, newer)]
    return changes(older, newer, names)


def named(version: Any) -> str:
    """What a row is called, without a question to the database."""
    for name in NAMED_BY:
        if value := getattr(version, name, None):
            return str(getattr(version, f"get_{name}_display", lambda said=value: said)())
    return f"#{getattr(version, version.instance_type._meta.pk.attname)}"


def heading(row: Any) -> str:
    """What a row that is written once says first."""
    if isinstance(row, Evaluation):
        recommended = row.get_recommendation_display()
        return _("Evaluated (%(version)s): %(recommended)s") % {
            "version": policy_words.version(row.policy_version),
            "recommended": recommended,
        }
    if isinstance(row, ExportRecord):
        return _("Exported: %s") % row
    if isinstance(row, BankDownload):
        return _("File of a bank batch taken")
    if isinstance(row, Refusal):
        about = f" ({row.about})" if row.about else ""
        return _("Refused, %(kind)s: %(what)s") % {"kind": row.get_kind_display(), "what": f"{row.what}{about}"}
    return str(row.get_direction_display())


def body(row: Any) -> str:
    """The text of a row that is written once."""
    if isinstance(row, Message):
        return Truncator(machine_words.body_of(row)).chars(LONGEST)
    return Truncator(machine_words.said(row.said) if isinstance(row, Refusal) else "").chars(LONGEST)


def tone(row: Any) -> str:
    """How a text is drawn."""
    return str(row.direction) if isinstance(row, Message) else "note"


def address(model: type[models.Model], row: Any) -> str:
    """The page of a row: of the case where it hangs on one, of itself where it has one."""
    opts = model._meta
    case = getattr(row, "case_id", None)
    own = getattr(row, opts.pk.attname)
    try:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[own])
    except NoReverseMatch:
        return reverse("admin:refunds_refundcase_change", args=[case]) if case else ""
