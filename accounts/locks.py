"""The one row lock of this app; those of refunds are in refunds/locks.py, and nobody takes both."""

from __future__ import annotations

from accounts.models import StaffMember


def lock_person(pk: int) -> StaffMember | None:
    """The person, locked until the end of the transaction; None where there is none. Service accounts are no people."""
    return StaffMember.objects.select_for_update(no_key=True).filter(pk=pk, is_service=False).first()
