"""The two sides of a secondary review, what changed between them, and cases decided alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.models import Charge, RefundCase
from refunds.money import Money
from refunds.operations.decide import Part, Proposal, decide, recommended_proposal
from refunds.operations.review import ask_review, decide_review
from tests.at_the_desk import Desk
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Cases = Callable[..., RefundCase]
LATE = MOMENT + dt.timedelta(days=40)


@pytest.fixture
def refused(open_case: Cases, examined: Cases, act_of: Acts) -> Callable[..., RefundCase]:
    """refused("RC-2"): Mei rejected it as recommended: the request came after 30 days (S-3.3.b)."""

    def make(number: str = "RC-1") -> RefundCase:
        case = examined(open_case(number, submitted_at=LATE))
        decide(case.pk, proposal=recommended_proposal(case), act=act_of("mei", minutes=2))
        return case

    return make


@pytest.fixture
def disputed(refused: Callable[..., RefundCase], act_of: Acts) -> RefundCase:
    """The customer disagrees and sends an earlier mail."""
    act = act_of("tom", hours=5)
    return ask_review(refused().pk, text="I wrote on day one.", evidence=("earlier_mail",), act=act)


def page(desk: Desk, case: RefundCase, who: str = "sofia") -> Any:
    """The page as somebody sees it."""
    return desk(who).client.get(reverse("admin:refunds_refundcase_review", args=[case.pk]))


def test_the_first_decision_stands_beside_what_came_after_it(desk: Desk, disputed: RefundCase) -> None:
    seen = page(desk, disputed).context

    assert [one.decision.outcome for one in seen["first"].decisions] == ["reject"]
    assert [str(finding) for finding in seen["first"].findings] == ["defect of the service: confirmed"]
    assert seen["first"].evidence == [] == seen["second"].findings
    assert [piece.evidence.kind for piece in seen["second"].evidence] == ["earlier_mail"]
    assert [word.body for word in seen["second"].words] == ["I wrote on day one."]


def test_what_changed_is_marked_and_the_review_itself_is_no_change(desk: Desk, disputed: RefundCase) -> None:
    changed = page(desk, disputed).context["changed"]

    facts = {one.label: (one.before, one.after) for one in changed.facts}
    assert facts["Evidence"] == ("none", "earlier_mail")
    assert "Type of claim" not in facts
    assert {one.clause for one in changed.clauses} >= {"S-7.2.a"}


def test_the_button_is_off_for_who_had_a_hand_in_it_and_says_why(desk: Desk, disputed: RefundCase) -> None:
    assert page(desk, disputed).context["decide"].reasons == []
    assert "Your role does not include this step." in page(desk, disputed, "mei").content.decode()


def test_a_second_decision_stands_beside_the_first(desk: Desk, disputed: RefundCase, act_of: Acts) -> None:
    same = Proposal("reject", (), ("S-3.3.b",), "The mail is of day 41.")
    decide_review(disputed.pk, proposal=same, act=act_of("sofia", hours=6))

    seen = page(desk, disputed)

    assert [one.decision.reason for one in seen.context["second"].decisions] == ["The mail is of day 41."]
    assert seen.context["decide"] is None
    assert "first decision upheld" in seen.content.decode()


def test_a_decision_that_was_overturned_says_so_in_the_history(
    desk: Desk, disputed: RefundCase, charge: Charge, act_of: Acts
) -> None:
    part = (Part(charge.pk, Money(10_00, "USD")),)
    other = Proposal("approve_partial", part, ("S-2.1.a",), "The mail proves it.")
    decide_review(disputed.pk, proposal=other, act=act_of("sofia", hours=6))

    history = desk("anna").client.get(reverse("admin:refunds_refundcase_history", args=[disputed.pk]))

    assert "Secondary review: first decision overturned (approve in part)" in history.content.decode()


def test_cases_decided_under_the_same_clauses_are_precedents_with_what_became_of_them(
    desk: Desk, disputed: RefundCase, refused: Callable[..., RefundCase], act_of: Acts
) -> None:
    plain, upheld = refused("RC-2"), refused("RC-3")
    ask_review(upheld.pk, text="No.", evidence=("mail",), act=act_of("tom", hours=5))
    same = Proposal("reject", (), ("S-3.3.b",), "Nothing else.")
    decide_review(upheld.pk, proposal=same, act=act_of("sofia", hours=6))

    found = page(desk, disputed).context["precedents"]

    assert [(one.decision.case.number, one.second and one.second.upheld) for one in found] == [
        (upheld.number, True),
        (plain.number, None),
    ]


def test_the_page_asks_no_more_of_the_database_with_more_precedents(
    desk: Desk,
    disputed: RefundCase,
    refused: Callable[..., RefundCase],
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(2, 6):
        refused(f"RC-{number}")
    sofia = desk("sofia")
    with django_assert_max_num_queries(60):
        answer = sofia.client.get(reverse("admin:refunds_refundcase_review", args=[disputed.pk]))
    assert len(answer.context["precedents"]) == 4


def test_a_case_of_which_nobody_asked_for_a_review_says_so(desk: Desk, case: RefundCase) -> None:
    assert "Nobody has asked for a secondary review" in page(desk, case).content.decode()


def test_the_page_of_the_case_leads_there(desk: Desk, disputed: RefundCase) -> None:
    address = reverse("admin:refunds_refundcase_review", args=[disputed.pk])
    assert address in desk("sofia").sees(disputed).content.decode()
