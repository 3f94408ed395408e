from refunds.policies import POLICIES
from refunds.policies.versioning import UNCHANGED, VersionTerms, differences

SERVICE = POLICIES["service"]


def sentences(old=UNCHANGED, **new):
    return [str(difference) for difference in differences(SERVICE, old, VersionTerms.read(new))]


def test_versions_that_say_the_same_do_not_differ():
    assert sentences() == []
    assert sentences(numbers={"purchase_limit_days": 30}) == []


def test_a_number_differs_with_its_unit_and_clause():
    assert sentences(numbers={"purchase_limit_days": 14}) == ["Bought no longer ago than: 30 → 14 days (S-3.3.b)"]


def test_a_switch_and_a_word_differ_as_they_are_read():
    assert sentences(numbers={"wallets_as_cards": True}) == [
        "Apple Pay and Google Pay take as long as cards: no → yes (S-5.3.a)"
    ]
    assert sentences(numbers={"rounding": "half_even"}) == ["Rounding of amounts: half up → half to even (S-7.1.b)"]


def test_a_clause_is_switched_off_and_on_again():
    assert sentences(switched_off=["S-2.3.b"]) == ["Approved by customer service: on → off (S-2.3.b)"]
    off = VersionTerms(switched_off=("S-2.3.b",))
    assert sentences(off) == ["Approved by customer service: off → on (S-2.3.b)"]


def test_other_words_differ_in_each_language():
    found = sentences(wording={"S-5.4": {"en": "We trace it.", "zh-hans": "正在追踪。"}})
    assert found[0] == (
        "Refund did not arrive, told in English: “The refund was sent; we are tracing it.” → “We trace it.” (S-5.4)"
    )
    assert len(found) == 2


def test_differences_stand_in_the_order_of_the_text():
    clauses = [
        difference.clause
        for difference in differences(
            SERVICE,
            UNCHANGED,
            VersionTerms.read({"numbers": {"response_hours": 12, "renewal_days": 20}, "switched_off": ["S-3.3.b"]}),
        )
    ]
    assert clauses == ["S-2.2.b", "S-3.3.b", "S-8.5"]


def test_differences_are_told_in_chinese_to_their_end():
    new = VersionTerms.read(
        {
            "numbers": {"purchase_limit_days": 14, "rounding": "down", "wallets_as_cards": True},
            "wording": {"S-5.4": {"en": "We trace it.", "zh-hans": "款项已退还，正在追踪。"}},
            "switched_off": ["S-2.3.b"],
        }
    )
    assert [str(difference)[:60] for difference in differences(SERVICE, UNCHANGED, new, "zh-hans")] == [
        "经客服批准: 启用 → 停用 (S-2.3.b)",
        "购买距今不超过: 30 → 14 天 (S-3.3.b)",
        "Apple Pay 和 Google Pay 按银行卡时间处理: 否 → 是 (S-5.3.a)",
        "退款未到账，英文告知内容: “The refund was sent; we are tracing it.” → “W",
        "退款未到账，中文告知内容: “退款已发出；我们正在查询其去向。” → “款项已退还，正在追踪。” (S-5.4)",
        "金额取整方式: 四舍五入 → 舍去尾数 (S-7.1.b)",
    ]
