"""The column of a state machine."""

from __future__ import annotations

from typing import Any

from django_fsm import FSMField


class StateField(FSMField):
    """A state that only transitions change.

    Migrations know it as the text that it is stored as. django-fsm's field keeps a receiver for each model class that
    was ever prepared, and a migration prepares thousands: more than half of the time of a new database went there.
    """

    def deconstruct(self) -> Any:
        """A plain text column, for migrations."""
        name, _path, arguments, options = super().deconstruct()
        options.pop("protected", None)
        return name, "django.db.models.CharField", arguments, options
