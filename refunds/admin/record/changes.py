"""What changed between two versions of a row, with labels and values in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.db import models
from django.utils.text import capfirst

from refunds.admin.record import words
from refunds.models.money_column import MoneyColumns
from refunds.money import Money

UNTOLD = {
    "id",
    "uid",
    "number_sealed",
    "number_index",
    "debtor_index",
    "received_digest",
    "reference_given",
    "reported_at",
}
"""Columns that only the machine reads."""

Pair = tuple[Any, Any]
"""Two versions of a row, as django-simple-history keeps them: the older, the newer."""


class Change(NamedTuple):
    """One field before and after."""

    name: str
    label: Any
    before: str
    after: str


class Names:
    """The names of the rows that changed foreign keys point to, fetched with one query for each kind of row."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for older, newer in pairs:
            for field in changed_fields(older, newer):
                if field.related_model:
                    wanted[field.related_model] |= {getattr(older, field.attname), getattr(newer, field.attname)}
        self._rows = {model: model._default_manager.in_bulk(keys - {None}) for model, keys in wanted.items()}

    def of(self, field: Any, key: Any) -> str:
        """The name of the row that a key stands for."""
        return words.NOTHING if key is None else str(self._rows[field.related_model].get(key, key))


def changed_fields(older: Any, newer: Any) -> Iterator[Any]:
    """The fields that differ, less those that nobody reads."""
    for field in newer.instance_type._meta.concrete_fields:
        if field.name not in UNTOLD and getattr(older, field.attname) != getattr(newer, field.attname):
            yield field


def changes(older: Any, newer: Any, names: Names) -> list[Change]:
    """Every change from one version to the next."""
    return [
        Change(field.name, capfirst(field.verbose_name), value(older, field, names), value(newer, field, names))
        for field in changed_fields(older, newer)
    ]


def value(version: Any, field: Any, names: Names) -> str:
    """The value of a field in one version of the row, in words."""
    raw = getattr(version, field.attname)
    if field.related_model:
        return names.of(field, raw)
    if currency := currency_of(version, field.name):
        return words.amount(None if raw is None else Money(raw, currency))
    if field.choices:
        return words.written(str(dict(field.flatchoices).get(raw, raw)))
    return words.answer(raw) if isinstance(field, models.BooleanField) else words.written(raw)


def currency_of(version: Any, name: str) -> str:
    """The currency beside a column of minor units; empty for any other column."""
    column = currency_columns(version.instance_type).get(name)
    return getattr(version, column) if column else ""


@cache
def currency_columns(model: type[models.Model]) -> dict[str, str]:
    """For each column of minor units of a model, the column of its currency."""
    attributes = (value for base in reversed(model.__mro__) for value in vars(base).values())
    return {found.minor: found.currency for found in attributes if isinstance(found, MoneyColumns)}
