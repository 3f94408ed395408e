"""The accounts that act for workers, doors and the installation: they sign acts like people, and can't sign in."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone, translation

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.roles import BY_ID


def service_account(role: str, name: str | None = None) -> StaffMember:
    """The service account of a role marked `is_service` in the table, made where it isn't there yet.

    name: the user name, such as "door:contact_form"; the role's id where it isn't given.
    """
    if not BY_ID[role].is_service:
        raise ValueError(f"{role!r} is not a role of service accounts")
    with translation.override("en"):  # what is stored is English, whoever made a door open first
        label = str(BY_ID[role].label)
    beginning = {"is_service": True, "first_name": label, "password": make_password(None)}
    with transaction.atomic():
        account, created = StaffMember.objects.get_or_create(username=name or role, defaults=beginning)
        if created:
            account.hold(Group.objects.filter(name=role), Act(by=account, at=timezone.now(), why="service account"))
    return account
