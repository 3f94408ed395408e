"""What is said in a row is taken apart again where each item fits, and in no time where none does."""

import time

import pytest

from refunds.policies.phrasebook.rows import PATIENCE, ROWS, items_of

LIST = ROWS["list"].between


def in_brackets(item):
    """Items such as x (anything)."""
    return item.upper() if item.count("(") <= item.count(")") and item.endswith(")") else None


@pytest.mark.parametrize(
    ("row", "items"),
    [
        ("a (1)", ["A (1)"]),
        ("a (1) and b (2)", ["A (1)", "B (2)"]),
        ("a (1), b (2) and c (3)", ["A (1)", "B (2)", "C (3)"]),
        ("a (x, y and z) and b (2)", ["A (X, Y AND Z)", "B (2)"]),
        ("a", None),
        ("a (1) and b", None),
        ("", None),
    ],
)
def test_a_row_is_divided_where_every_item_fits(row, items):
    assert items_of(row, LIST, in_brackets) == items


def test_a_longer_item_is_taken_where_the_rest_would_not_fit():
    known = {"a": "1", "a, b": "2", "c": "3"}
    assert items_of("a, b and c", LIST, known.get) == ["2", "3"]


def test_a_row_of_ten_thousand_items_is_divided_in_no_time():
    begun = time.perf_counter()
    assert len(items_of(", ".join(["a (1)"] * 10_000), LIST, in_brackets)) == 10_000
    assert items_of(", ".join(["a ("] * 10_000), LIST, in_brackets) is None
    assert time.perf_counter() - begun < 5


def test_a_row_that_would_take_forever_is_given_up():
    asked = []
    items_of(", ".join(["a"] * 200), LIST, lambda item: asked.append(item) or (None if item.endswith("z") else item))
    row = ", ".join([*["a"] * 200, "z"])
    assert items_of(row, LIST, lambda item: asked.append(item) or (item if "z" not in item else None)) is None
    assert len(asked) < 3 * (PATIENCE + 2 * 201)
