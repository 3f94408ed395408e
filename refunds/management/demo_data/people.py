"""The staff of the demo."""

from __future__ import annotations

from django.utils import timezone

from accounts.acts import Act
from accounts.demo_sign_ins import FULL_NAMES, SIGN_INS, SignIn
from accounts.models import StaffMember
from accounts.service_accounts import service_account
from accounts.staffing import employ


def make_staff() -> dict[str, StaffMember]:
    """One user for each sign-in, made where it isn't there yet; by user name."""
    stored = {person.username: person for person in StaffMember.objects.filter(is_service=False)}
    return {sign_in.username: stored.get(sign_in.username) or make_person(sign_in) for sign_in in SIGN_INS}


def make_person(sign_in: SignIn) -> StaffMember:
    """One person of the demo, with the password that the README names."""
    first, last = FULL_NAMES[sign_in.username]
    person = employ(
        username=sign_in.username,
        first_name=first,
        last_name=last,
        email=f"{sign_in.username}@desk.example",
        roles=[sign_in.role_id],
        act=Act(by=service_account("installation"), at=timezone.now(), why="the staff of the demo"),
    )
    person.set_password(sign_in.password)
    person.save(update_fields=["password"])
    return person
