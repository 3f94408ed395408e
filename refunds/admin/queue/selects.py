"""The filters of the queue as they stand on its page, each as one text: they have a hundred options together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from refunds.admin.lists.choice_filter import ChoiceFilter, choices_of


def selects(filters: Iterable[Any]) -> SafeString:
    """The fields of all filters, with what is chosen; their names and options are escaped."""
    chosen = tuple((type(one), one.value() or "") for one in filters)
    return mark_safe(fields(chosen, get_language() or "en"))  # noqa: S308


@lru_cache(maxsize=256)
def fields(chosen: tuple[tuple[type[ChoiceFilter], str], ...], language: str) -> str:
    """Filters with their values in the language that is switched on: the same until somebody is employed."""
    return "".join(field(kind, value) for kind, value in chosen)


def field(kind: type[ChoiceFilter], value: str) -> str:
    """One filter with its label."""
    name, is_set = escape(str(kind.parameter_name)), ' class="is-set"' if value else ""
    return (
        f'<div class="filter"><label for="filter-{name}">{escape(str(capfirst(kind.title)))}</label>'
        f'<select name="{name}" id="filter-{name}"{is_set}>'
        f'<option value="">{escape(gettext("All"))}</option>'
        f"{''.join(option(str(key), label, value) for key, label in choices_of(kind))}</select></div>"
    )


def option(key: str, label: Any, chosen: str) -> str:
    """One thing to choose."""
    selected = " selected" if key == chosen else ""
    return f'<option value="{escape(key)}"{selected}>{escape(str(capfirst(label)))}</option>'
