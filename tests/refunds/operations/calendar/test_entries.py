"""A notice typed line by line is read strictly: whatever is no entry is told with its line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.operations.calendar import DayEntry, read_days
from refunds.operations.perform import Refused


def test_days_are_read_one_a_line_with_their_place() -> None:
    text = "2027-01-01 off\n\n# a remark\n2027-01-03, works  # a Sunday\n"
    assert read_days(text) == [
        DayEntry(dt.date(2027, 1, 1), False, "line 1"),
        DayEntry(dt.date(2027, 1, 3), True, "line 4"),
    ]


@pytest.mark.parametrize("line", ["2027-02-05..2027-02-07 {}", "2027-02-05 .. 2027-02-07, {}"])
@pytest.mark.parametrize("word", ["off", "OFF", "放假"])
def test_a_line_may_name_days_in_a_row(line: str, word: str) -> None:
    entries = read_days(line.format(word))
    assert [(entry.day.day, entry.works) for entry in entries] == [(5, False), (6, False), (7, False)]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2027-02-30 off", "line 1: “2027-02-30” is no date; write year, month and day, such as 2027-02-05."),
        ("20270205 off", "line 1: “20270205” is no date; write year, month and day, such as 2027-02-05."),
        ("２０２７-02-05 off", "line 1: “２０２７-02-05” is no date; write year, month and day, such as 2027-02-05."),
        ("2027-02-05", "line 1: “2027-02-05” is no entry; write a date and “works” or “off”."),
        ("2027-02-05 holiday", "line 1: “holiday” is neither “works” nor “off”."),
        ("2027-02-05..2027-02-01 off", "line 1: 2027-02-05..2027-02-01 are -3 days; one line names 1 to 31."),
        ("2027-02-05..2027-12-01 off", "line 1: 2027-02-05..2027-12-01 are 300 days; one line names 1 to 31."),
    ],
)
def test_a_line_that_is_no_entry_is_told_with_its_place(line: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_days(line)
    assert refused.value.sentences == [sentence]


def test_every_line_that_is_wrong_is_told() -> None:
    with pytest.raises(Refused) as refused:
        read_days("2027-01-01 off\n2027-13-01 off\nwhat?")
    assert [sentence.split(":")[0] for sentence in refused.value.sentences] == ["line 2", "line 3"]


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(Refused, match=r"There are 1001 lines; the most is 1000\."):
        read_days("2027-01-01 off\n" * 1001)


DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(str)


@given(st.one_of(st.text(), st.builds("{}..{} {}".format, DAYS, DAYS, st.sampled_from(["off", "works", "x", ""]))))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    sentences: list[str] = []
    try:
        entries = read_days(text)
    except Refused as refused:
        sentences, entries = refused.sentences, []
    assert all(entry.place for entry in entries)
    assert all(sentence.startswith("line ") for sentence in sentences)
