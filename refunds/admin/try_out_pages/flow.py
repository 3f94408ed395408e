"""A try-out as a picture: recommendations before on the left, after on the right, a band for each way between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from accounts.labelled import labelled
from refunds.models.vocabulary import Recommendation

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT = 210, 510
"""Where the bands begin and end; beside them stand the names."""
BAR, GAP, TOP = 12, 10, 24
LEAST = 1.5
"""How thick a band is at least, so that one case among a million is seen."""


class Band(NamedTuple):
    """One way, as a path of SVG."""

    path: str
    is_moved: bool
    title: str


class Node(NamedTuple):
    """One recommendation on one side. y, height: of its bar; middle: where its name stands."""

    recommendation: str
    label: str
    cases: int
    x: int
    text_x: int
    y: float
    height: float
    middle: float


class Flow(NamedTuple):
    """The whole picture in its own units."""

    width: int
    height: float
    bands: list[Band]
    before: list[Node]
    after: list[Node]


Moves = list[tuple[str, str, int]]


def flow(document: Iterable[dict[str, Any]]) -> Flow | None:
    """The picture of the `recommendations` of a result; None where no case was judged."""
    moves = in_order((row["before"], row["after"], row["cases"]) for row in document)
    if not moves:
        return None
    kinds = max(len({move[side] for move in moves}) for side in (0, 1))
    scale = (HEIGHT - TOP - GAP * kinds) / sum(cases for *_ways, cases in moves)
    before, after = nodes(moves, 0, scale), nodes(moves, 1, scale)
    bottom = max(node.y + max(node.height, 14) for node in (*before, *after))
    return Flow(WIDTH, bottom + 8, bands(moves, scale, before, after), before, after)


def in_order(moves: Iterable[tuple[str, str, int]]) -> Moves:
    """The ways in the order in which recommendations are listed everywhere."""
    places = {value: place for place, value in enumerate(Recommendation.values)}
    return sorted(moves, key=lambda move: (places.get(move[0], 99), places.get(move[1], 99)))


def thick(cases: int, scale: float) -> float:
    """The thickness of a band."""
    return max(cases * scale, LEAST)


def nodes(moves: Moves, side: Literal[0, 1], scale: float) -> list[Node]:
    """The bars of one side, one below the other."""
    found, y = [], float(TOP)
    ways = [(move[side], move[2]) for move in moves]
    for value in (str(known) for known in Recommendation.values if known in dict(ways)):
        of_it = [cases for recommendation, cases in ways if recommendation == value]
        height = sum(thick(cases, scale) for cases in of_it)
        x, text_x = (LEFT - BAR, LEFT - BAR - 8) if side == 0 else (RIGHT, RIGHT + BAR + 8)
        label = str(Recommendation(value).label)
        found.append(Node(value, label, sum(of_it), x, text_x, y, height, y + max(height, 14) / 2))
        y += max(height, 14) + GAP
    return found


def bands(moves: Moves, scale: float, before: list[Node], after: list[Node]) -> list[Band]:
    """The ways as bands; those that change stand above those that don't."""
    starts = {node.recommendation: node.y for node in before}
    ends = {node.recommendation: node.y for node in after}
    found = []
    for was, will_be, cases in moves:
        height = thick(cases, scale)
        labels = [str(Recommendation(value).label) for value in (was, will_be)]
        path = band(starts[was], ends[will_be], height)
        found.append(Band(path, was != will_be, labelled(f"{labels[0]} → {labels[1]}", cases)))
        starts[was] += height
        ends[will_be] += height
    return sorted(found, key=lambda one: one.is_moved)


def band(start: float, end: float, height: float) -> str:
    """A band from the left side to the right."""
    middle = (LEFT + RIGHT) / 2
    there = f"M{LEFT} {start:.1f} C{middle} {start:.1f} {middle} {end:.1f} {RIGHT} {end:.1f}"
    back = f"V{end + height:.1f} C{middle} {end + height:.1f} {middle} {start + height:.1f} {LEFT} {start + height:.1f}"
    return f"{there} {back} Z"
