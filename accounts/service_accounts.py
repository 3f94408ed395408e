"""The accounts that act for workers and doors: they sign acts like people, and can't sign in."""

from __future__ import annotations

from django.contrib.auth.models import Group

from accounts.models import StaffMember
from accounts.roles import BY_ID


def service_account(role: str, name: str | None = None) -> StaffMember:
    """The service account of a role marked `is_service` in the table, made where it isn't there yet.

    name: the user name, such as "door:contact_form"; the role's id where it isn't given.
    """
    if not BY_ID[role].is_service:
        raise ValueError(f"{role!r} is not a role of service accounts")
    account, created = StaffMember.objects.get_or_create(
        username=name or role, defaults={"is_service": True, "first_name": str(BY_ID[role].label)}
    )
    if created:
        account.set_unusable_password()
        account.save(update_fields=["password"])
        account.groups.add(Group.objects.get(name=role))
    return account
