"""Rows that are written once and never changed: the database refuses UPDATE and DELETE on them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _


class Kept(models.Model):
    """An append-only row; who, when and why are columns of its own (trigger `refuse_change` in migration 0002)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row; a stored one is refused here, before the trigger would."""
        if self.pk is not None and not self._state.adding:
            raise TypeError(_("%s rows are never changed.") % self._meta.object_name)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: nothing that a decision may rest on is ever deleted."""
        raise TypeError(_("%s rows are never deleted.") % self._meta.object_name)
