"""An outcome in few words, in the language of who reads it."""

from refunds.money import Money
from refunds.policies.evaluation import Payout
from refunds.policies.versioning import Outcome

PAID = Outcome("approve_partial", (Payout("CH-1", Money.of("70.00", "USD")),), ("S-2.1.a",), ("S-3.1.c",), ())
ASKED = Outcome("needs_information", (), (), (), ("evidence", "order_number"))


def test_an_outcome_is_told_with_its_money_clauses_and_items():
    assert str(PAID) == "approve partial 70.00 USD (S-2.1.a, S-3.1.c)"
    assert str(ASKED) == "needs information (evidence, order_number)"


def test_an_outcome_is_told_in_chinese():
    assert PAID.in_language("zh-hans") == "部分退款 70.00 USD (S-2.1.a、S-3.1.c)"
    assert ASKED.in_language("zh-hans") == "请客户补充 (证据、订单号)"
