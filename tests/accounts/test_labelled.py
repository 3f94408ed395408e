"""Texts beside each other, with the punctuation of the reader's language."""

from django.utils.translation import override

from accounts.labelled import labelled, listed, noted, signed


def test_english_has_its_marks() -> None:
    assert labelled("defect", "confirmed") == "defect: confirmed"
    assert noted("abuse", "alleged") == "abuse (alleged)"
    assert listed(["a", "b"]) == "a, b"
    assert signed("Mei", "noon") == "Mei, noon"


def test_chinese_has_its_own() -> None:
    with override("zh-hans"):
        assert labelled("缺陷", "已确认") == "缺陷：已确认"
        assert noted("滥用", "涉嫌") == "滥用（涉嫌）"
        assert listed(["甲", "乙"]) == "甲、乙"
        assert signed("陈梅", "中午") == "陈梅，中午"


def test_nothing_in_a_row_is_nothing() -> None:
    assert listed([]) == ""
