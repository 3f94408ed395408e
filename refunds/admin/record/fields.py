"""A field of a row as a label and a value in words, for pages and for histories alike."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.utils.text import capfirst

from refunds.admin.record import machine_words, policy_words, words
from refunds.models.money_column import MoneyColumns

BY_WORKERS = frozenset({"last_problem", "reason", "sentence"})
"""What workers may have written, in English."""


class Shown(NamedTuple):
    """One line of a page: what it is called, what it says, and the row behind it where there is one."""

    label: Any
    text: str
    row: models.Model | None = None


def label_of(model: type[models.Model], name: str) -> Any:
    """The label of a field, or of an amount that is two columns; translated when it is shown."""
    attribute = getattr(model, name, None)
    field = model._meta.get_field(attribute.minor if isinstance(attribute, MoneyColumns) else name)
    return capfirst(getattr(field, "verbose_name", name))


def text_of(row: models.Model, name: str) -> str:
    """The value of a field in words: the label of a choice, never its raw value."""
    if isinstance(getattr(type(row), name, None), MoneyColumns):
        return words.amount(getattr(row, name))
    field = row._meta.get_field(name)
    if getattr(field, "choices", None):
        return words.written(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    if name == "policy_version" and isinstance(value, str):
        return policy_words.version(value)
    if name in BY_WORKERS:
        return words.written(machine_words.said(value))
    if name == "unit" and value:
        return policy_words.word(value)
    return words.answer(value) if isinstance(field, models.BooleanField) else words.written(value)


def shown(row: models.Model, name: str) -> Shown:
    """One field of a row, ready for the page."""
    value = getattr(row, name)
    return Shown(label_of(type(row), name), text_of(row, name), value if isinstance(value, models.Model) else None)
