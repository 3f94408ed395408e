"""What policies say in Chinese is Chinese to its end: every phrase that stands in their code has its words."""

from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract

from refunds.policies import POLICIES
from refunds.policies.wording import PHRASES, Phrase, phrase

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
