"""Names in the letters of bank files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refunds.providers.bank_files.latin import ALLOWED, NotLatin, latin


@pytest.mark.parametrize(
    ("written", "carried"),
    [
        ("José Núñez", "Jose Nunez"),
        ("Jürgen Groß", "Jurgen Gross"),
        ("Łukasz  Żółć", "Lukasz Zolc"),
        ("O’Neill & Søn", "O'Neill + Son"),
        ("//Lin//Hua/", "Lin/Hua"),
    ],
)
def test_marks_are_dropped_and_letters_kept(written: str, carried: str) -> None:
    assert latin(written) == carried


@pytest.mark.parametrize(("written", "letters"), [("林华 Lin", "林华"), ("Иван", "Иван"), ("a;b<c", ";<")])
def test_another_script_is_asked_for_and_never_guessed(written: str, letters: str) -> None:
    with pytest.raises(NotLatin) as refused:
        latin(written)
    assert refused.value.letters == letters


@given(st.text(max_size=80))
def test_nothing_else_ever_gets_into_a_file(text: str) -> None:
    try:
        carried = latin(text)
    except NotLatin:
        return
    assert ALLOWED.fullmatch(carried)
    assert latin(carried) == carried
