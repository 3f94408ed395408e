"""The people of the desk, and the service accounts that act for workers and doors."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.db import models, transaction
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.acts import Act, UnsignedChange
from accounts.models.recorded import RecordedQuerySet, signed

OFF_RECORD = frozenset({"password", "last_login"})
"""What Django itself writes when somebody signs in: no change of what a person may do."""


class StaffManager(UserManager.from_queryset(RecordedQuerySet)):  # type: ignore[misc]
    """Django's manager of users, without the two ways of making one that nobody signs."""

    use_in_migrations = False

    def create_user(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: accounts/staffing.py employs people, with an act."""
        raise UnsignedChange(_("Somebody has to employ a staff member: accounts.staffing.employ."))

    def create_superuser(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: a superuser would pass every check of a right."""
        raise UnsignedChange(_("There are no superusers. `manage.py add_administrator` makes the first administrator."))


class StaffMember(AbstractUser):
    """Somebody who signs acts. Roles are groups, made from accounts/roles.py; who gave them is in the history."""

    is_service = models.BooleanField(
        _("service account"),
        default=False,
        help_text=_("Acts for a worker or a door; can't sign in."),
    )

    objects: ClassVar[StaffManager] = StaffManager()
    history = HistoricalRecords(
        excluded_fields=sorted(OFF_RECORD),
        m2m_fields=["groups"],
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")
        constraints = [
            models.CheckConstraint(
                name="accounts_service_is_no_staff",
                condition=models.Q(is_service=False) | models.Q(is_staff=False, is_superuser=False),
            ),
            models.CheckConstraint(
                name="accounts_nobody_is_superuser",
                condition=models.Q(is_superuser=False),
                violation_error_message=_("There are no superusers: rights come from roles."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """The name of a person; what a service account is, in the reader's language."""
        return str(_(self.first_name)) if self.is_service and self.first_name else super().get_full_name()

    kept_roles: frozenset[str] | None = None
    """The roles as this request found them (accounts/backend.py); None where they are asked for."""

    def held_roles(self) -> frozenset[str]:
        """The names of the roles."""
        if self.kept_roles is None:
            return frozenset(self.groups.values_list("name", flat=True))
        return self.kept_roles

    def save(self, *args: Any, act: Act | None = None, **kwargs: Any) -> None:
        """Store the person and the history row together.

        Without an act only a password or the instant of a sign-in may change, and a service account, which nobody
        makes by hand, signs for its own beginning.
        """
        if act:
            with signed(self, act):
                super().save(*args, **kwargs)
        elif self._state.adding and self.is_service:
            self._sign_own_beginning(*args, **kwargs)
        elif changed := self._unsigned_changes(kwargs.get("update_fields")):
            raise UnsignedChange(_("A staff member needs an act to change: %s.") % ", ".join(sorted(changed)))
        else:
            self._save_off_record(*args, **kwargs)

    def hold(self, groups: Iterable[Group], act: Act) -> None:
        """Give the person these roles and no others, in one history row."""
        with signed(self, act):
            self.skip_history_when_saving = True
            self.kept_roles = None
            try:
                self.groups.set(groups)
            finally:
                del self.skip_history_when_saving
            super().save()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: everybody's signature stays readable."""
        raise UnsignedChange(_("Staff members are never deleted; they leave by becoming inactive."))

    def _sign_own_beginning(self, *args: Any, **kwargs: Any) -> None:
        self._history_user, self._history_date, self._change_reason = self, timezone.now(), "service account"
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
        finally:
            del self._history_user, self._history_date, self._change_reason

    def _save_off_record(self, *args: Any, **kwargs: Any) -> None:
        self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    def _unsigned_changes(self, update_fields: Collection[str] | None) -> set[str]:
        """The names of what a save without an act would change and may not."""
        recorded = {field.name for field in self._meta.concrete_fields} - OFF_RECORD
        names = recorded if update_fields is None else recorded & set(update_fields)
        stored = type(self)._base_manager.filter(pk=self.pk).first() if names and not self._state.adding else None
        return {name for name in names if stored is None or getattr(stored, name) != getattr(self, name)}


@receiver(m2m_changed, sender=StaffMember.groups.through)
def refuse_unsigned_roles(instance: Any, action: str, **_signal: Any) -> None:
    """Roles change by StaffMember.hold(); adding people to a group would leave no history."""
    if action.startswith("pre_") and not hasattr(instance, "_history_user"):
        raise UnsignedChange(_("Roles need an act: accounts.staffing.change."))
