"""The staff of the demo."""

from __future__ import annotations

from django.contrib.auth.models import Group

from accounts.demo_sign_ins import FULL_NAMES, SIGN_INS
from accounts.models import StaffMember


def make_staff() -> dict[str, StaffMember]:
    """One user for each sign-in, made where it isn't there yet; by user name."""
    staff = {}
    for sign_in in SIGN_INS:
        first, last = FULL_NAMES[sign_in.username]
        person, created = StaffMember.objects.get_or_create(
            username=sign_in.username,
            defaults={
                "first_name": first,
                "last_name": last,
                "email": f"{sign_in.username}@desk.example",
                "is_staff": True,
            },
        )
        if created:
            person.set_password(sign_in.password)
            person.save(update_fields=["password"])
            person.groups.add(Group.objects.get(name=sign_in.role_id))
        staff[sign_in.username] = person
    return staff
