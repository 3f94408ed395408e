"""Rows whose every change is signed and kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.acts import Act, UnsignedChange
from accounts.rows import AS_READ, RowByKey
from accounts.trail import CHANGED, Trail, altered, change, enter


@contextmanager
def signed(row: Any, act: Act) -> Iterator[None]:
    """Put the act's signature on a row for the time of one save, together with which its history row is stored.

    The signature is taken off afterwards: left on the instance it would sign the next save as well. What was read of
    the row goes with it: it is no measure of what is stored by then.
    """
    row._history_user, row._history_date, row._change_reason = act.by, act.at, act.why
    try:
        # A savepoint would be two statements more for each row; whoever goes on after a failed save makes one.
        with transaction.atomic(savepoint=False):
            yield
    finally:
        del row._history_user, row._history_date, row._change_reason
        row.__dict__.pop(AS_READ, None)


class RecordedQuerySet(models.QuerySet):
    """Creation with a signature; the bulk ways around the history are closed."""

    def record(self, act: Act, **values: Any) -> Any:
        """Create one row, signed by the act."""
        row: Any = self.model(**values)
        row.save(act=act, force_insert=True)
        return row

    def update(self, **values: Any) -> int:
        """Refuse: an update of many rows would leave no history."""
        raise UnsignedChange(_("%s rows are changed one by one, with an act.") % self.model._meta.object_name)

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: rows created in bulk would leave no history."""
        raise UnsignedChange(_("%s rows are created one by one, with an act.") % self.model._meta.object_name)

    def bulk_update(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse, as update()."""
        raise UnsignedChange(_("%s rows are changed one by one, with an act.") % self.model._meta.object_name)


class Recorded(models.Model):
    """A row that can only be saved with an Act, which signs its history row."""

    history = Trail(inherit=True, history_change_reason_field=models.TextField(null=True))
    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, act: Act | None = None, **kwargs: Any) -> None:
        """Store the row and its history row together."""
        if act is None:
            raise UnsignedChange(_("%s needs an act: who, when and why.") % self._meta.object_name)
        with signed(self, act):
            super().save(*args, **kwargs)

    def _do_update(self, base: Any, using: Any, pk: Any, values: Any, *others: Any) -> Any:
        """As Django's, by one statement for the change and its history; an expression is for Django to write."""
        if not values or any(hasattr(value, "resolve_expression") for _field, _none, value in values):
            done = super()._do_update(base, using, pk, values, *others)
            if done:
                enter(self, CHANGED)
            return done
        return change(self, altered(self, values) or [(field, value) for field, _none, value in values])

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """As Django's; what was read before is no measure of change any more."""
        self.__dict__.pop(AS_READ, None)
        super().refresh_from_db(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: nothing that a decision may rest on is ever deleted."""
        raise UnsignedChange(_("%s rows are never deleted.") % self._meta.object_name)

    @classmethod
    def fetch(cls, pk: Any) -> Self:
        """The row as the database has it now (a protected state can't be refreshed in place)."""
        row: Self | None = _by_key(cls).get(pk)
        if row is None:
            raise cls.DoesNotExist(_("There is no %(kind)s %(pk)s.") % {"kind": cls._meta.verbose_name, "pk": pk})
        return row


@cache
def _by_key(model: type[Recorded]) -> Any:
    return RowByKey(model)
