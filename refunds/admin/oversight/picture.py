"""An answer as bars: each row of the table with its own, all on one scale."""

from __future__ import annotations

from typing import Any, NamedTuple

from refunds.reports.oversight import Question, Row

WIDTH, HEIGHT = 1000, 10


class Bar(NamedTuple):
    """A piece of a bar, in the units of the picture. number: of its series, by which it has its colour."""

    number: int
    x: int
    width: int


class Line(NamedTuple):
    """One row with its bar."""

    row: Row
    bars: list[Bar]


class Picture(NamedTuple):
    """A question with its answer. series: what is counted, with the number of its colour; 0 where it is not drawn."""

    question: Question
    series: list[tuple[Any, int]]
    lines: list[Line]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(any(line.row.counts) for line in self.lines)


def picture(question: Question, rows: list[Row]) -> Picture:
    """The answer, drawn: the longest bar fills the width."""
    longest = max((sum(row.counts[: question.drawn]) for row in rows), default=0)
    series = [(name, place if place <= question.drawn else 0) for place, name in enumerate(question.series, 1)]
    return Picture(question, series, [Line(row, bars(row.counts[: question.drawn], longest)) for row in rows])


def bars(counts: tuple[int, ...], longest: int) -> list[Bar]:
    """The pieces of a bar one after the other; what is there is never too narrow to be seen."""
    found, x = [], 0
    for number, count in enumerate(counts, 1):
        if count > 0:
            width = max(round(WIDTH * count / longest), 4)
            found.append(Bar(number, x, width))
            x += width
    return found
