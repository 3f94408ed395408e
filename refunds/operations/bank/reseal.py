"""Sealing everything with the newest key, so that an older one can be taken out of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from refunds.models import BankAccount, BankFile, BankStatement
from refunds.models.sealed import about, keyring

AT_ONCE = 200
SEALED: tuple[tuple[Any, str], ...] = (
    (BankAccount, "number_sealed"),
    (BankAccount.history.model, "number_sealed"),
    (BankFile, "content_sealed"),
    (BankStatement, "content_sealed"),
)
"""Every column that lies sealed, the history among them."""


def reseal() -> int:
    """Seal with the newest key what another one sealed; how much that was. It may be stopped and begun again.

    Raises CannotOpen where a key is missing; what came before it stays done.
    """
    return sum(_chunk(model, column, keys) for model, column in SEALED for keys in _chunks(model, column))


def sealed_otherwise() -> int:
    """How much is sealed with another key than the newest."""
    return sum(_left(model, column).count() for model, column in SEALED)


def _left(model: Any, column: str) -> QuerySet:
    return QuerySet(model).exclude(**{f"{column}__startswith": f"{keyring().newest}:"}).order_by("pk")


def _chunks(model: Any, column: str) -> Iterator[list[Any]]:
    while keys := list(_left(model, column).values_list("pk", flat=True)[:AT_ONCE]):
        yield keys


def _chunk(model: Any, column: str, keys: list[Any]) -> int:
    rows: QuerySet = QuerySet(model).filter(pk__in=keys)
    with transaction.atomic():
        for row in rows:
            old, place = getattr(row, column), about(row, column)
            new = keyring().seal(keyring().open(old, place), place)
            QuerySet(model).filter(pk=row.pk, **{column: old}).update(**{column: new})
    return len(keys)
