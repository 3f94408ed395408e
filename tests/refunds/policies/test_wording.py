"""What policies say in Chinese is Chinese to its end: every phrase that stands in their code has its words."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract

from refunds.policies import POLICIES
from refunds.policies.wording import PHRASES, Phrase, elapsed, fill, listed, phrase, when, word, written

CODE = Path(__file__).parents[3] / "refunds" / "policies"
CHINESE = PHRASES["zh-hans"]


def phrases():
    for path in CODE.rglob("*.py"):
        for _line, words, _comments, _context in extract("python", BytesIO(path.read_bytes()), {"phrase": None}):
            yield words if isinstance(words, str) else words[0]


def blanks(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_phrase_of_the_code_is_there_in_chinese():
    found = set(phrases())
    assert "{clause} cannot be switched off: {why}" in found
    assert found - CHINESE.keys() == set()


def test_every_unit_of_a_setting_is_there_in_chinese():
    units = {setting.unit for policy in POLICIES.values() for setting in policy.settings.values()}
    assert units - {""} - CHINESE.keys() == set()


def test_a_translation_fills_the_blanks_of_its_phrase():
    assert [english for english, chinese in CHINESE.items() if blanks(english) != blanks(chinese)] == []


def test_a_phrase_in_a_phrase_is_told_in_its_language():
    told = phrase("{clause} cannot be switched off: {why}", clause="S-2", why=phrase("others need it"))
    assert told.in_language("zh-hans") == "S-2 不能停用：其他条款以它为前提"
    assert str(told) == "S-2 cannot be switched off: others need it"


def test_a_phrase_without_words_in_a_language_stays_english():
    assert Phrase("nobody wrote this").in_language("zh-hans") == "nobody wrote this"


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (dt.timedelta(), "0 h"),
        (dt.timedelta(seconds=1), "1 s"),
        (dt.timedelta(seconds=59), "59 s"),
        (dt.timedelta(minutes=1), "1 min"),
        (dt.timedelta(minutes=59, seconds=59), "59 min 59 s"),
        (dt.timedelta(hours=1), "1 h"),
        (dt.timedelta(hours=10, minutes=20), "10 h 20 min"),
        (dt.timedelta(hours=47, minutes=59), "47 h 59 min"),
        (dt.timedelta(hours=48), "2 days"),
        (dt.timedelta(hours=49, seconds=5), "2 days 1 h 5 s"),
    ],
)
def test_a_span_is_told_in_hours_and_from_two_days_on_in_days(span, told):
    assert elapsed(span) == told


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (None, "not known", "未知"),
        ([], "nothing", "无"),
        (("a",), "a", "a"),
        (["a", "b", 3], "a, b and 3", "a、b、3"),
        (dt.date(2025, 3, 3), "2025-03-03", "2025-03-03"),
        (dt.datetime(2025, 3, 3, 2, tzinfo=dt.UTC), "2025-03-03 10:00 (UTC+8)", "2025-03-03 10:00 (UTC+8)"),
        (dt.datetime(2025, 3, 3, 2, 0, 5, tzinfo=dt.UTC), "2025-03-03 10:00:05 (UTC+8)", "2025-03-03 10:00:05 (UTC+8)"),
        (dt.timedelta(hours=3), "3 h", "3 h"),
        ([phrase("others need it"), None], "others need it and not known", "其他条款以它为前提、未知"),
        (7, "7", "7"),
    ],
)
def test_every_kind_of_value_is_written_in_each_language(value, english, chinese):
    assert written(value) == english
    assert written(value, "zh-hans") == chinese
    assert fill("<{it}>", {"it": value}) == f"<{english}>"
    assert fill("<{it}>", {"it": value}, "zh-hans") == f"<{chinese}>"


def test_words_are_listed_with_and_before_the_last():
    assert (listed([]), listed(["a"]), listed("ab"), listed("abc")) == ("nothing", "a", "a and b", "a, b and c")


def test_an_instant_not_known_says_so():
    assert when(None) == "not known"


def test_a_code_is_read_as_words():
    assert str(word("order_number")) == "order number"


def test_a_blank_without_a_value_is_an_error():
    with pytest.raises(KeyError, match="bought"):
        fill("After {bought}.", {"limit": 3})
