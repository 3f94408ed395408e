import datetime as dt
import re
from dataclasses import replace

import pytest
from django.utils.translation import get_language

from refunds import letters
from refunds.letters import Addressee, Amount
from refunds.letters.missing import ASKED_FOR, asked_for
from refunds.letters.sheet import ROUTES
from refunds.models import Route
from refunds.money import Money
from refunds.policies.evaluation import MISSING
from tests.cast import MOMENT, UTC8

LIN = Addressee(name="Lin Hua", number="RC-2026-000001")
LAST_DAY = dt.datetime(2026, 3, 19, 23, 59, 59, tzinfo=UTC8)


def test_a_letter_names_the_customer_and_the_case() -> None:
    text = letters.withdrawal_receipt(LIN)
    assert text.startswith("Dear Lin Hua,\n\nThis is about your refund request RC-2026-000001.")
    assert text.endswith("Your customer service team")


def test_a_customer_without_a_name_is_greeted_all_the_same() -> None:
    assert letters.withdrawal_receipt(Addressee("", "RC-1")).startswith("Dear customer,")


def test_a_question_carries_the_agents_words_and_a_line_for_each_thing_missing() -> None:
    text = letters.question(LIN, text="Please help us to find your order.", missing=["order_number", "purchase_time"])
    assert "Please help us to find your order." in text
    assert "- the order number\n- when you bought it" in text


def test_a_question_names_the_last_day_that_it_does_not_prolong() -> None:
    assert "by 2026-03-19, 23:59 (UTC+8)" in letters.question(LIN, text="?", last_day=LAST_DAY)
    assert "Later applications" not in letters.question(LIN, text="?")


def test_the_last_day_is_that_of_the_desk_wherever_the_instant_comes_from() -> None:
    assert "2026-03-19, 23:59" in letters.question(LIN, text="?", last_day=LAST_DAY.astimezone(dt.UTC))


def test_a_question_without_missing_items_has_no_empty_list() -> None:
    assert "we need" not in letters.question(LIN, text="Which browser do you use?")


def test_everything_that_a_policy_can_find_missing_can_be_asked_for() -> None:
    assert set(ASKED_FOR) == set(MISSING)


def test_a_word_outside_the_vocabulary_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="shoe_size"):
        asked_for(["order_number", "shoe_size"])


def test_a_rejection_gives_each_reason_with_its_clause() -> None:
    text = letters.rejection(LIN, reasons=[("302-III.2", "It was late."), ("302-III.4", "A violation is recorded.")])
    assert "- It was late. (302-III.2)\n- A violation is recorded. (302-III.4)" in text


def test_a_rejection_names_the_last_day_to_apply_again_while_it_is_open() -> None:
    assert "until 2026-03-19" in letters.rejection(LIN, reasons=[("302-III.3", "No evidence.")], reapply_by=LAST_DAY)
    assert "apply again" not in letters.rejection(LIN, reasons=[("302-III.2", "Late.")])


def test_a_rejection_offers_the_secondary_review_only_where_the_policy_has_one() -> None:
    assert "secondary review" in letters.rejection(LIN, reasons=[("S-3.3.b", "Too old.")], reviewable=True)
    assert "secondary review" not in letters.rejection(LIN, reasons=[("302-III.2", "Late.")])


def test_the_answer_to_a_review_says_that_somebody_else_looked() -> None:
    assert "Somebody else has looked" in letters.rejection(LIN, reasons=[("S-3.3.b", "Too old.")], upheld=True)


def test_an_approval_says_how_much_goes_back_by_which_way_and_until_when() -> None:
    amounts = [Amount(Money(82_00, "USD"), "original"), Amount(Money(500, "JPY"), "account_balance")]
    text = letters.approval(LIN, amounts=amounts, payout_by=LAST_DAY)
    assert "- 82.00 USD to the account that paid\n- 500 JPY to your account balance" in text
    assert "until 2026-03-19, 23:59 (UTC+8) at the latest" in text


def test_an_approval_in_part_says_why_it_is_not_more() -> None:
    amounts = [Amount(Money(82_00, "USD"), "original")]
    text = letters.approval(LIN, amounts=amounts, reductions=[("S-3.1.c", "180 of 1000 credits were used.")])
    assert "less than you asked for" in text
    assert "- 180 of 1000 credits were used. (S-3.1.c)" in text
    assert "less than you asked for" not in letters.approval(LIN, amounts=amounts)


def test_a_confirmation_says_what_was_paid_and_when() -> None:
    text = letters.confirmation(LIN, amounts=[Amount(Money(82_00, "USD"), "original")], paid_at=MOMENT)
    assert "paid on 2026-03-11, 10:00 (UTC+8):\n- 82.00 USD to the account that paid" in text


def test_every_route_of_a_payout_can_be_written() -> None:
    assert set(ROUTES) == set(Route.values)


def test_a_review_receipt_asks_for_something_new_where_nothing_came() -> None:
    assert "anything new" in letters.review_receipt(LIN, brings_new=False)
    assert "anything new" not in letters.review_receipt(LIN, brings_new=True)


def test_a_letter_is_written_in_the_language_of_its_addressee(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str | None] = []
    monkeypatch.setattr("refunds.letters.withdrawal._", lambda text: spoken.append(get_language()) or text)
    letters.withdrawal_receipt(Addressee("Lin Hua", "RC-1", language="zh-hans"))
    assert set(spoken) == {"zh-hans"}
    assert get_language() == "en"


def test_an_approval_after_a_review_says_why_the_decision_changed() -> None:
    amounts = [Amount(Money(10_00, "USD"), Route.ORIGINAL)]
    text = letters.approval(LIN, amounts=amounts, overturned=[("S-2.1.a", "The service was unusable.")])
    assert "changed the decision, because:\n- The service was unusable. (S-2.1.a)" in text
    assert "because" not in letters.approval(LIN, amounts=amounts)


SUM = Amount(Money(82_00, "USD"), "original")
EVERY_LETTER = {
    "approval": lambda to: letters.approval(
        to,
        amounts=[SUM],
        reductions=[("S-3.1.c", "180 of 1000")],
        overturned=[("S-2.1.a", "a new log")],
        payout_by=LAST_DAY,
        reviewable=True,
    ),
    "confirmation": lambda to: letters.confirmation(to, amounts=[SUM], paid_at=MOMENT),
    "merged": lambda to: letters.merged(to, into="RC-2026-000001"),
    "question": lambda to: letters.question(to, text="A?", missing=sorted(ASKED_FOR), last_day=LAST_DAY),
    "rejection": lambda to: letters.rejection(
        to, reasons=[("302-III.2", "180 days")], reapply_by=LAST_DAY, reviewable=True
    ),
    "rejection upheld": lambda to: letters.rejection(to, reasons=[("302-III.2", "180 days")], upheld=True),
    "returned": lambda to: letters.returned(to, amount=SUM),
    "review": lambda to: letters.review_receipt(to, brings_new=False),
    "withdrawal": letters.withdrawal_receipt,
}
"""Every letter with everything that it can say."""
VARIABLE = re.compile(
    r"RC-2026-000001|Lin Hua|82\.00 USD|2026-03-\d\d|\d\d:\d\d|UTC\+8|S-3\.1\.c|S-2\.1\.a|302-III\.2|180"
)


@pytest.mark.parametrize("letter", sorted(EVERY_LETTER))
def test_a_letter_says_the_same_things_in_both_languages(letter: str) -> None:
    english = EVERY_LETTER[letter](LIN)
    chinese = EVERY_LETTER[letter](replace(LIN, language="zh-hans"))

    assert sorted(VARIABLE.findall(chinese)) == sorted(VARIABLE.findall(english))
    assert chinese.count("\n\n") == english.count("\n\n")
    assert chinese.count("\n- ") == english.count("\n- ")


@pytest.mark.parametrize("letter", sorted(EVERY_LETTER))
def test_a_chinese_letter_has_no_english_sentence_left(letter: str) -> None:
    said = re.sub(r"Lin Hua|of 1000|a new log|days|A\?", "", EVERY_LETTER[letter](replace(LIN, language="zh-hans")))

    assert re.findall(r"[a-z]{3,}", said) == []
