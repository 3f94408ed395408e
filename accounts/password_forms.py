"""Forms by which people choose their own password; that they did is in their history, the password isn't."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.forms import SetPasswordForm
from django.utils import timezone

from accounts.acts import Act
from accounts.models import StaffMember


class Signed:
    """Stores the new password with an act of the person whose it is."""

    def set_password_and_save(self, user: StaffMember, *field_name: str, **options: Any) -> StaffMember:
        """Replaces django.contrib.auth.forms.SetPasswordMixin's, which saves without an act."""
        super().set_password_and_save(user, *field_name, commit=False)  # type: ignore[misc]
        user.save(act=Act(by=user, at=timezone.now(), why="chose a password"))
        return user


class OwnPasswordForm(Signed, AdminPasswordChangeForm):  # type: ignore[misc]
    """Change one's password, knowing the old one."""


class FirstPasswordForm(Signed, SetPasswordForm):  # type: ignore[misc]
    """Choose a password at the address an administrator handed over."""
