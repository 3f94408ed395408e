"""No cell runs; numbers stay numbers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.money import Money
from refunds.reports.spreadsheet import harmless, written


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x","y")',
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "|calc",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM",
        "｜calc",
        " =1+1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
    ],
)
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text())
def test_a_text_is_changed_by_an_apostrophe_or_not_at_all(text: str) -> None:
    assert harmless(text) in (text, f"'{text}")


@given(st.text(alphabet="=+-@|\t\r\n ＝＋－＠｜ab1", min_size=1))
def test_no_text_begins_with_a_formula(text: str) -> None:
    assert harmless(text)[0] not in "=+-@|\t\r\n＝＋－＠｜"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Money(12_30, "USD"), "12.30"),
        (Money(-12_30, "USD"), "-12.30"),
        (Money(1_500, "JPY"), "1500"),
        (Money(1_234, "KWD"), "1.234"),
        (7, "7"),
        (None, ""),
        (dt.datetime(2026, 3, 11, 2, 0, 0, 5, tzinfo=dt.UTC), "2026-03-11T10:00:00+08:00"),
        ("RC-2026-000001", "RC-2026-000001"),
    ],
)
def test_numbers_and_instants_are_plain(cell: object, text: str) -> None:
    assert written(cell) == text
