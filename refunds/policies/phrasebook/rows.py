"""Several things said in a row, taken apart again."""

import re
from collections.abc import Callable
from typing import NamedTuple


class Row(NamedTuple):
    """How things stand in a row: what is between them in English, and in each other language."""

    between: re.Pattern[str]
    translated: dict[str, str]


ROWS = {
    "list": Row(re.compile(", | and "), {"zh-hans": "、"}),
    "clauses": Row(re.compile(", | and "), {"zh-hans": "；"}),
    "series": Row(re.compile("; "), {"zh-hans": "；"}),
}

LONGEST_ITEM = 3_000
"""Characters; the longest remark of staff has two thirds of it."""
PATIENCE = 400
"""How many more divisions of a row are tried than it has items, twice over."""


def items_of(row: str, between: re.Pattern[str], fits: Callable[[str], str | None]) -> list[str] | None:
    """The items of a row as `fits` writes them; None where no division is found of which it can write each.

    What is between two items can also stand inside one: the shortest that fits is taken, and a longer one where what
    follows it does not fit.
    """
    ends = [(found.start(), found.end()) for found in between.finditer(row)] + [(len(row), len(row))]
    taken: list[tuple[int, int, str]] = []
    begin = place = 0
    for _ in range(PATIENCE + 2 * len(ends)):
        if place == len(ends) or ends[place][0] - begin > LONGEST_ITEM:
            if not taken:
                return None
            begin, place, _ = taken.pop()
            continue
        written = fits(row[begin : ends[place][0]])
        place += 1
        if written is not None:
            taken.append((begin, place, written))
            if place == len(ends):
                return [item for _, _, item in taken]
            begin = ends[place - 1][1]
    return None
