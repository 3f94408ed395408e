"""Columns that lie sealed in the database, in its backups and in the history (docs/adr/0019)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from refunds.encryption import Keyring

SEALED = r"^[a-z0-9-]{1,20}:[A-Za-z0-9+/=]{40,}$"


def keyring() -> Keyring:
    """The keys of the settings. Raises BadKey."""
    return _keyring(tuple(settings.BANK_ACCOUNT_KEYS), settings.BANK_ACCOUNT_INDEX_KEY)


@cache
def _keyring(keys: tuple[str, ...], index_key: str) -> Keyring:
    return Keyring.read(keys, index_key)


class SealedField(models.TextField):
    """A column that takes sealed text and nothing else: what is still readable never gets as far as the database."""

    def get_prep_value(self, value: Any) -> Any:
        """The value as it is sent. Raises TypeError for what isn't sealed."""
        if value is not None and not (isinstance(value, str) and re.fullmatch(SEALED, value)):
            raise TypeError(_("%s takes sealed text only.") % self.name)
        return super().get_prep_value(value)


class Sealed:
    """Opens a sealed column of a row and seals what is set on it, bound to the table, the column and the row's `uid`.

    Reading raises CannotOpen, writing KeysMissing.
    """

    def __init__(self, column: str) -> None:
        self.column = column

    def __get__(self, row: Any, owner: type) -> Any:
        return self if row is None else keyring().open(getattr(row, self.column), about(row, self.column))

    def __set__(self, row: Any, text: bytes) -> None:
        setattr(row, self.column, keyring().seal(text, about(row, self.column)))


def about(row: Any, column: str) -> str:
    """What a sealed text belongs to. A history row has the text of its row, under the name of that one's table."""
    model = getattr(row, "instance_type", type(row))
    return f"{model._meta.db_table}/{column}/{row.uid}"
