"""What the policy would propose, as it prefills the form of a decision."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Charge, RefundCase
from refunds.money import Money
from refunds.operations.decide import Part, Proposal, recommended_proposal
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]


def test_an_approval_names_amount_charge_ground_and_reason(case: RefundCase, charge: Charge, examined: Cases) -> None:
    proposal = recommended_proposal(examined(case))
    assert (proposal.outcome, proposal.clauses) == ("approve", ("S-2.1.a",))
    assert proposal.parts == (Part(charge.pk, Money(100_00, "USD"), "original"),)
    assert proposal.reason


def test_a_rejection_names_its_bars_in_the_words_for_the_customer(open_case: Cases, examined: Cases) -> None:
    proposal = recommended_proposal(examined(open_case(submitted_at=MOMENT + dt.timedelta(days=40))))
    assert (proposal.outcome, proposal.parts, proposal.clauses) == ("reject", (), ("S-3.3.b",))
    assert "more than 30 days before your request" in proposal.reason


def test_a_ground_that_is_not_made_out_is_the_reason_where_there_is_no_bar(case: RefundCase, examined: Cases) -> None:
    proposal = recommended_proposal(examined(case, defect="not_confirmed"))
    assert (proposal.outcome, proposal.clauses) == ("reject", ("S-2.1.a",))
    assert proposal.reason


def test_the_reason_is_written_in_the_language_of_the_customers_letters(
    open_case: Cases, case: RefundCase, examined: Cases, act_of: Acts
) -> None:
    case.customer.language = "zh-hans"
    case.customer.save(act=act_of("door"))
    not_made_out = recommended_proposal(examined(case, defect="not_confirmed"))
    assert not_made_out.reason.startswith("服务缺陷未获确认")


def test_nothing_is_proposed_where_a_person_has_to_choose(case: RefundCase, examined: Cases) -> None:
    assert recommended_proposal(examined(case, defect=None)).outcome == ""


def test_nothing_is_proposed_before_the_first_evaluation(case: RefundCase) -> None:
    assert recommended_proposal(case) == Proposal("")


def test_the_balance_is_the_route_where_the_customer_chose_it(open_case: Cases, examined: Cases) -> None:
    [part] = recommended_proposal(examined(open_case(payout_preference="account_balance"))).parts
    assert part.route == "account_balance"


def test_a_closed_account_is_paid_by_bank_transfer(
    open_case: Cases, charge: Charge, examined: Cases, act_of: Acts
) -> None:
    charge.account_open = False
    charge.save(act=act_of("door"))
    account = {"payout_account_owner_matches": True, "payout_account_region_supported": True}
    case = open_case(payout_preference="bank_transfer", payout_account_given=True, **account)
    [part] = recommended_proposal(examined(case)).parts
    assert part.route == "bank_transfer"
