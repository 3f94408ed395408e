"""Cells that a spreadsheet shows as they are: it must neither run a text as a formula nor misread a number."""

from __future__ import annotations

import datetime as dt

from refunds.calendars import UTC8
from refunds.money import Money
from refunds.reports.report import Cell

FORMULA = tuple("=+-@|\t\r\n\0＝＋－＠｜")
"""What a text begins with that some spreadsheet takes for a formula (OWASP ASVS 5.0, 1.2.10), wide forms included."""

UNSEEN = " \u00a0\u200b\u2060\ufeff\u3000"
"""What may stand before it without being seen."""


def written(cell: Cell) -> str:
    """A cell as text: amounts in major units, instants by the clock of UTC+8, texts that can't run."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return cell.major
    if isinstance(cell, dt.datetime):
        return cell.astimezone(UTC8).isoformat(timespec="seconds")
    return str(cell) if isinstance(cell, int) else harmless(cell)


def harmless(text: str) -> str:
    """A text from outside, with an apostrophe before it where it could be taken for a formula."""
    return f"'{text}" if text.lstrip(UNSEEN).startswith(FORMULA) else text
