"""Columns of lists made from fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models

from refunds.admin.record.fields import label_of, text_of

Column = Callable[[Any], Any]


def column(model: type[models.Model], name: str, *, sortable: bool = False) -> Column:
    """A column that says a field in words. sortable: only where the table has an index for it."""

    @admin.display(description=label_of(model, name), ordering=name if sortable else None)
    def show(row: models.Model) -> str:
        return text_of(row, name)

    show.__name__ = name
    return show
