"""The people of the desk, and the service accounts that act for workers and doors."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffMember(AbstractUser):
    """Somebody who signs acts. Roles are groups, made from accounts/roles.py."""

    is_service = models.BooleanField(
        _("service account"),
        default=False,
        help_text=_("Acts for a worker or a door; can't sign in."),
    )

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")
        constraints = [
            models.CheckConstraint(
                name="accounts_service_is_no_staff",
                condition=models.Q(is_service=False) | models.Q(is_staff=False, is_superuser=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username
