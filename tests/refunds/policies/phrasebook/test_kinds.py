"""What a blank of each kind holds, and what it never does, so that a sentence is not taken for another."""

import pytest

from refunds.policies.phrasebook import Pattern, book


@pytest.mark.parametrize(
    ("kind", "held", "never"),
    [
        ("when", ["2025-03-03 10:00 (UTC+8)", "2025-03-03 10:00:05 (UTC+8)", "not known"], ["2025-03-03", "NOT KNOWN"]),
        ("day", ["2025-03-03"], ["2025-03", "2025-03-03 10:00"]),
        ("number", ["30", "-3", "1.5", "11/15", "1E+3", "None"], ["thirty", "none", "1,5", "1e3"]),
        ("days", ["0", "30"], ["-1", "1.5"]),
        ("ptc", ["500", "-1.5", "1/3", "an unknown number of"], ["AN UNKNOWN NUMBER OF", "some"]),
        ("clock", ["9:00", "18:30"], ["900", "9:0", "118:00"]),
        ("currency", ["USD"], ["usd", "US", "USDT"]),
        ("path", ["charges[1].captured_at", "quota"], ["two words", "a-b"]),
        ("money", ["3 JPY", "-1.00 USD"], ["1.00", "1.00 usd", "1. USD", "USD"]),
        ("length", ["2 days", "25 h", "1 min", "2 days 1 h 5 min 6 s"], ["25", "25 H", "2 DAYS", "1 week"]),
        ("name", ["US-1", "a.b"], ["US 1", "a,b", "a;b"]),
        ("word", ["order number", "bank's own-word", "a b c d e f"], ["a, b", "a b c d e f g"]),
    ],
)
def test_a_blank_holds_what_is_of_its_kind_and_nothing_else(kind, held, never):
    pattern = Pattern(f"about {{it:{kind}}}", "")
    assert [one for one in held if pattern.values_in(f"about {one}") != {"it": one}] == []
    assert [one for one in never if pattern.values_in(f"about {one}") is not None] == []


@pytest.mark.parametrize(
    ("kind", "text", "chinese"),
    [
        ("length", "2 days 1 h 5 min 6 s", "2 天 1 小时 5 分钟 6 秒"),
        ("list of name", "US-1, US-2 and US-3", "US-1、US-2、US-3"),
        ("list of name", "nothing", "无"),
        ("list of day", "2025-03-03 and 2025-03-04", "2025-03-03、2025-03-04"),
        ("clauses of day", "2025-03-03 and 2025-03-04", "2025-03-03；2025-03-04"),
        ("series of day", "2025-03-03; 2025-03-04", "2025-03-03；2025-03-04"),
        ("money", "1.00 USD", "1.00 USD"),
        ("when", "not known", "未知"),
        ("ptc", "an unknown number of", "数量未知的"),
        ("word", "service defect", "服务缺陷"),
        ("currency", "USD", "USD"),
        ("day", "2025-03-03", "2025-03-03"),
        ("days", "30", "30"),
        ("clock", "9:00", "9:00"),
        ("number", "None", "未知"),
        ("term", "order number", "订单号"),
        ("fact", "order.purchased_at", "购买时间"),
        ("path", "order.purchased_at", "购买时间"),
        ("text", "order number", "order number"),
    ],
)
def test_what_stands_in_a_blank_is_written_in_chinese(kind, text, chinese):
    assert book("zh-hans").written(kind, text) == chinese


def test_what_stands_in_a_blank_stays_as_it_is_in_a_language_without_words():
    assert book("fr").written("length", "2 days 1 h") == "2 days 1 h"
    assert book("fr").written("list of day", "2025-03-03 and 2025-03-04") == "2025-03-03, 2025-03-04"
