"""The tabs and the heads of the queue as text: each is one of a few dozen, and written once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language

from refunds.admin.queue.columns import COLUMNS
from refunds.admin.queue.counts import Counts
from refunds.admin.queue.tabs import BY_KEY, TABS, Tab

LABELS = {column.name: column.label for column in COLUMNS}


def tab_bar(counts: Counts, here: Tab | None) -> SafeString:
    """All tabs with their counts; that of late cases stands out."""
    language, late = get_language(), bool(counts.overdue)
    return mark_safe(  # noqa: S308
        "".join(tab(one.key, counts.of(one.key), one is here, late and one.key == "due", language) for one in TABS)
    )


@lru_cache(maxsize=4096)
def tab(key: str, count: str, is_here: bool, is_late: bool, language: str | None) -> str:
    """One tab in the language that is switched on."""
    marked, late = ' aria-current="page"' if is_here else "", " count-late" if is_late else ""
    counted = f' <span class="count{late}">{escape(count)}</span>' if count else ""
    return f'<a href="?tab={key}"{marked}>{escape(str(BY_KEY[key].name))}{counted}</a>'


def head_row(heads: Iterable[Any]) -> SafeString:
    """The heads of the columns."""
    language = get_language()
    return mark_safe("".join(cell(head.name, head.sort, head.sorted, language) for head in heads))  # noqa: S308


@lru_cache(maxsize=1024)
def cell(name: str, sort: str, is_sorted: str, language: str | None) -> str:
    """One head in the language that is switched on; it leads to the address that sorts by it."""
    order = f' aria-sort="{is_sorted}"' if is_sorted else ""
    text = escape(str(capfirst(LABELS[name])))
    shown = f'<a class="sort" href="{escape(sort)}">{text}</a>' if sort else text
    return f'<th scope="col" class="column-{name}"{order}>{shown}</th>'
