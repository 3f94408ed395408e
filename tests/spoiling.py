"""Documents of worked cases spoilt at any path, by what programs and people really send."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from tests.documents import SCENARIOS

NASTY: list[Any] = [
    *(None, True, False, "", " ", "null", [], {}, [[]], [None], {"": None}, {"id": None}),
    *(0, -1, 1, 2**31, 2**63, 10**40, -(10**400), 0.1, 1e308, -0.0, float("nan"), float("inf")),
    *("1_000", "１００", "1e3", "+1", "-1", "0x10", "1.", ".5", "00", "1,000.00", "1.0000000001", "9" * 400, "٣"),
    *("\x00", "\ud800", "a\u202eb", "\u2028", "x" * 300, "x" * 30_000, "é́", "{}", "%s", "{0}", "'; --"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "2025-02-30T00:00:00Z", "2025-03-03T10:00:00", "now"),
    *("2025-03-03T23:59:60Z", "2199-12-31T23:59:59.999999+00:00", "2000-01-01T00:00:00+14:00", "2025-03-03"),
    *("2025-03-03/2025-03-03", "2025-04-03/2025-03-03", "USD", "usd", "XXX", "JPY", "BHD", "SG", "302ai"),
]
"""No two of a kind: wrong types, numbers that are none, texts that break printers, instants at the ends of time."""

DEEP: Any = "bottom"
for _ in range(900):
    DEEP = [DEEP]

VALUES = st.one_of(st.sampled_from([*NASTY, DEEP]), st.integers(), st.text(max_size=5))


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value inside a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, held in inner for place in ((*way, key), *places(held, (*way, key)))]


@st.composite
def spoilt(draw: st.DrawFn, policy: str | None = None) -> dict[str, Any]:
    """A worked case with one to three values replaced, taken out, put twice or named otherwise."""
    known = [one for one in SCENARIOS if policy in (None, one["policy"])]
    document = copy.deepcopy(draw(st.sampled_from(known)))
    document = {part: document[part] for part in ("id", "policy", "now", "facts")}
    for _ in range(draw(st.integers(1, 3))):
        ways = places(document)
        if ways:
            change(document, draw(st.sampled_from(ways)), draw(st.sampled_from(CHANGES)), draw(VALUES))
    return document


def change(document: dict[str, Any], way: tuple[Any, ...], how: str, value: Any) -> None:
    """Spoil the value at one place."""
    place: Any = document
    for step in way[:-1]:
        place = place[step]
    last = way[-1]
    if how == "take out":
        del place[last]
    elif how == "put twice" and isinstance(place, list):
        place.append(copy.deepcopy(place[last]))
    elif how == "name otherwise" and isinstance(place, dict):
        place[str(value)[:50]] = place.pop(last)
    else:
        place[last] = copy.deepcopy(value) if value is not DEEP else DEEP


CHANGES = ("replace", "replace", "replace", "take out", "put twice", "name otherwise")
