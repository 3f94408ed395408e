"""Who has a case open just now: a beat of the page keeps a person there, and without one they are gone."""

from __future__ import annotations

import datetime as dt

from accounts.models import StaffMember
from refunds.models import LASTS, Presence, RefundCase


def beat(case: RefundCase, person: StaffMember, *, writing: bool, at: dt.datetime) -> list[Presence]:
    """Say that a person is at a case; who else is, by name.

    It changes nothing of the case, so that it needs no act and takes no lock. writing: they have a form open. What of
    this person has expired is swept away with it, so that the table never outgrows the desk.
    """
    values = {"seen_at": at, "writing": writing}
    Presence.objects.update_or_create(case=case, person=person, defaults=values)
    Presence.objects.filter(person=person, seen_at__lt=at - LASTS).delete()
    return others_at(case, person, at)


def leave(case: RefundCase, person: StaffMember) -> None:
    """Say that a person has closed the page."""
    Presence.objects.filter(case=case, person=person).delete()


def others_at(case: RefundCase, person: StaffMember, at: dt.datetime) -> list[Presence]:
    """Everybody else who was there within the last beats."""
    there = Presence.objects.filter(case=case, seen_at__gte=at - LASTS).exclude(person=person)
    return list(there.select_related("person").order_by("person__first_name", "pk"))
