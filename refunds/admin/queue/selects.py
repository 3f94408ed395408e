"""The filters of the queue as they stand on its page, each as one text: they have a hundred options together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext


def selects(filters: Iterable[Any]) -> SafeString:
    """The fields of all filters, with what is chosen; their names and options are escaped."""
    language = get_language() or "en"
    return mark_safe("".join(field(chosen, language) for chosen in filters))  # noqa: S308


def field(chosen: Any, language: str) -> str:
    """One filter with its label."""
    name, value = escape(chosen.parameter_name), chosen.value() or ""
    written = options(language, tuple((str(key), label) for key, label in chosen.lookup_choices))
    here, is_set = f'<option value="{escape(value)}"', ' class="is-set"' if value else ""
    return (
        f'<div class="filter"><label for="filter-{name}">{escape(str(capfirst(chosen.title)))}</label>'
        f'<select name="{name}" id="filter-{name}"{is_set}>'
        f"{written.replace(here, f'{here} selected', 1) if value else written}</select></div>"
    )


@lru_cache(maxsize=64)
def options(language: str, choices: tuple[tuple[str, Any], ...]) -> str:
    """What can be chosen, in the language that is switched on: the same for every page until somebody is employed."""
    made = [f'<option value="{escape(key)}">{escape(str(capfirst(label)))}</option>' for key, label in choices]
    return f'<option value="">{escape(gettext("All"))}</option>{"".join(made)}'
