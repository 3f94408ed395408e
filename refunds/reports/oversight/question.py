"""The shape of a question about the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from refunds.reports.period import Period

AT_MOST = 50
"""Rows of one question."""


class Row(NamedTuple):
    """One line of the answer. key: by which its cases are found; counts: one for each series of the question."""

    key: str
    label: Any
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. series: what is counted, the first is drawn; drawn: how many of them stand one after the other.

    of_now: it is about the open cases of this moment, whatever the period. rows: the answer, at most AT_MOST lines.
    cases: the cases behind a row, the latest first; none for a key that no row has.
    """

    key: str
    title: Any
    explains: Any
    series: Sequence[Any]
    rows: Callable[[Period, dt.datetime], list[Row]]
    cases: Callable[[str, Period, dt.datetime], QuerySet[Any]]
    drawn: int = 1
    of_now: bool = False
