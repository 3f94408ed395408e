"""What policies say to staff is said in Chinese, with what stands in its blanks; what the book does not have stays."""

import pytest

from refunds.policies.phrasebook import book, fact_in, fault_in, reason_in, step_in, word_in


def said(clause, reason):
    return reason_in("zh-hans", "302ai" if clause.startswith("302") else "service", clause, reason)


@pytest.mark.parametrize(
    ("clause", "reason", "chinese"),
    [
        (
            "S-3.3.b",
            "requested 2025-04-13 10:00 (UTC+8); 30 days from the purchase ended 2025-04-02 10:00 (UTC+8);"
            " special circumstances are in play: the customer pleads a concrete obstacle",
            "申请时间 2025-04-13 10:00 (UTC+8)；购买后 30 天的期限截止于 2025-04-02 10:00 (UTC+8)；"
            "涉及特殊情况：客户主张存在具体障碍",
        ),
        (
            "S-3.2.a",
            "no violation stands on the account; the account is frozen (payment_review), which bars nothing",
            "账户没有有效的违规记录；账户状态为“冻结”（支付审查），这本身并不排除退款",
        ),
        (
            "302-II",
            "the audit concluded 2025-03-13 10:00 (UTC+8) confirmed abnormal consumption in US-1, US-2 and US-3",
            "于 2025-03-13 10:00 (UTC+8) 结束的审核确认存在异常消耗：US-1、US-2、US-3",
        ),
        (
            "302-III.2",
            "applied 2025-03-12 10:00 (UTC+8); US-1 of 2025-03-10 14:05 (UTC+8), last day 2025-03-19"
            " and US-2 of not known",
            "申请时间 2025-03-12 10:00 (UTC+8)；US-1（时间 2025-03-10 14:05 (UTC+8)，最后申请日 2025-03-19）、"
            "US-2（时间未知）",
        ),
        ("302-II.1", "claim.submitted_at is not known", "申请提交时间尚不清楚"),
        ("S-2.1.b", "switched off in version 2025-03", "在版本 2025-03 中已停用"),
    ],
)
def test_a_reason_is_said_in_chinese(clause, reason, chinese):
    assert said(clause, reason) == chinese


@pytest.mark.parametrize(
    "note", ["a note; with, commas and (brackets): 10 of 20", "客户说：“已确认”", "a\nb", "x" * 2_000]
)
def test_a_note_of_staff_stands_as_it_was_written(note):
    assert said("S-2.1.a", f"a defect of the service was confirmed: {note}") == f"服务缺陷已确认：{note}"
    assert said("302-V.2", f"suspected, not confirmed: abuse ({note})") == f"存疑，尚未确认：滥用（{note}）"


@pytest.mark.parametrize("reason", ["nobody ever wrote this", "", "requested: {x}"])
def test_a_sentence_that_the_book_does_not_have_stands_as_it_was_said(reason):
    assert said("S-3.3.b", reason) == reason
    assert said("S-9.9", reason) == reason
    assert step_in("zh-hans", reason) == reason


def test_english_is_never_changed():
    assert reason_in("en", "service", "S-4.1.c", "no reason was given") == "no reason was given"
    assert step_in("en", "external payment fee: - 3.00 USD") == "external payment fee: - 3.00 USD"
    assert fact_in("en", "order.purchased_at") == "order.purchased_at"


@pytest.mark.parametrize(
    ("step", "chinese"),
    [
        (
            "CH-1, charged 2025-03-03 10:00 (UTC+8): + 100.00 USD",
            "CH-1，扣款时间 2025-03-03 10:00 (UTC+8)：+ 100.00 USD",
        ),
        (
            "22 of 30 days unused, from 2025-03-11: x 11/15",
            "自 2025-03-11 起，30 天中有 22 天未使用：× 11/15",
        ),
        ("rounded half up to the minor unit of JPY", "四舍五入至 JPY 的最小单位"),
        ("still held of TP-1: at most 1.01 USD", "TP-1 仍留存的金额：以 1.01 USD 为限"),
    ],
)
def test_a_step_of_a_calculation_is_said_in_chinese(step, chinese):
    assert step_in("zh-hans", step) == chinese


def test_a_fact_in_a_list_is_named_with_its_place():
    assert fact_in("zh-hans", "charges[1].captured_at") == "第 2 笔扣款的收款时间"
    assert fact_in("zh-hans", "usage[0].drawn_from[2].lot") == "第 1 条使用记录的第 3 个扣除批次的编号"
    assert fact_in("zh-hans", "nobody.knows[0]") == "nobody.knows[0]"


def test_a_word_of_a_vocabulary_is_said_in_the_language_or_as_it_stands():
    assert word_in("zh-hans", "service_defect") == book("zh-hans").words["service defect"]
    assert word_in("zh-hans", "nobody_knows") == "nobody_knows"
    assert word_in("en", "service_defect") == "service_defect"


@pytest.mark.parametrize(
    ("row", "said"), [("US-1 and US-2", "US-1、US-2"), ("US-1 and US 2", None), ("US-1 of today, US-2", None)]
)
def test_a_row_of_names_holds_names_only(row, said):
    assert book("zh-hans").written("list of name", row) == said


def test_names_of_several_words_are_listed_as_chinese_lists():
    reason = "Image studio, video and voice was interrupted from not known to not known, 25 h; more than 24 h"
    assert said("S-2.1.c", reason) == "服务 Image studio、video、voice 自未知至未知中断，历时 25 小时，超过 24 小时"


def test_the_closest_sentence_is_taken():
    lengths = [[-len(one.literal) for one in patterns] for patterns in book("zh-hans").patterns.values()]
    assert all(one == sorted(one) for one in lengths)


@pytest.mark.parametrize(
    ("fault", "chinese"),
    [
        ("facts.charges[1].amount: must not be negative, not '-1'", "第 2 笔扣款的金额：不能为负数，而不是 '-1'"),
        ("facts.claim: must be an object, not a list", "申请：必须是对象，而不是列表"),
        (
            "the facts can't be read: facts.order.kind: must be one of subscription, one_off, topup, not 'x'",
            "无法读取案件事实：订单类型：必须是 subscription, one_off, topup 之一，而不是 'x'",
        ),
        ("the document is nested too deeply", "文档嵌套过深"),
        ("KeyError: nobody knows", "KeyError: nobody knows"),
    ],
)
def test_a_fault_of_a_document_is_said_in_chinese(fault, chinese):
    assert fault_in("zh-hans", fault) == chinese
    assert fault_in("en", fault) == fault
