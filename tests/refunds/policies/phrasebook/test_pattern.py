"""A sentence is found by its pattern, quickly however long it is, and the blanks of the translation are filled."""

import time

import pytest

from refunds.policies.phrasebook import Pattern


def test_a_pattern_finds_what_its_blanks_hold():
    pattern = Pattern("requested {at:when}; {days:number} days ended {last:when}", "申请 {at}；{days} 天截止 {last}")
    said = "requested 2025-03-03 10:00 (UTC+8); 30 days ended not known"
    assert pattern.values_in(said) == {"at": "2025-03-03 10:00 (UTC+8)", "days": "30", "last": "not known"}


@pytest.mark.parametrize(
    "said",
    [
        "requested yesterday; 30 days ended not known",
        "requested not known; many days ended not known",
        "it was requested not known; 30 days ended not known",
        "requested not known; 30 days ended not known, at last",
    ],
)
def test_a_pattern_does_not_fit_another_sentence(said):
    assert Pattern("requested {at:when}; {days:number} days ended {last:when}", "").values_in(said) is None


def test_a_blank_without_a_kind_holds_anything_a_person_wrote():
    pattern = Pattern("{what} was confirmed: {note}", "{what}已确认：{note}")
    note = "it says: “was confirmed: no”\n(50% {x} \\)"
    assert pattern.values_in(f"abuse was confirmed: {note}") == {"what": "abuse", "note": note}


def test_a_regular_expression_in_a_pattern_is_only_words():
    assert Pattern("(a|b)+ {x}", "{x}").values_in("aaaa c") is None


def test_a_long_note_is_read_in_no_time():
    pattern = Pattern("{a} was {b} of {c} is {d} ({at:when})", "{a}{b}{c}{d}{at}")
    begun = time.perf_counter()
    assert pattern.values_in(" was of is (" * 50_000) is None
    assert pattern.values_in("a" * 500_000) is None
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("value", "filled"),
    [("3", "共 3 天，自 3 起"), ("未知", "共未知天，自未知起"), ("", "共  天，自  起")],
)
def test_no_space_is_left_between_chinese_and_chinese(value, filled):
    assert Pattern("", "共 {n} 天，自 {n} 起").filled({"n": value}) == filled


def test_the_spaces_of_a_note_are_its_own():
    assert Pattern("", "备注：{note}").filled({"note": "客户 来电 两次"}) == "备注：客户 来电 两次"
