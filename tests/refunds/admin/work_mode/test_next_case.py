"""Case after case: the next one is the most urgent that nobody has, and deciding opens it where one chose so."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.models import Decision, RefundCase
from refunds.operations.assess import assess
from refunds.operations.decide import decide
from refunds.operations.recommended import recommended_proposal
from tests.at_the_desk import Desk, Person
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]
Acts = Callable[..., Act]

NEXT = reverse("admin:refunds_refundcase_next")


@pytest.fixture
def waiting(open_case: Make, act_of: Acts) -> Callable[..., RefundCase]:
    """waiting("RC-2", hours=3): a case that came in so many hours before the moment."""

    def make(number: str, hours: int) -> RefundCase:
        at = MOMENT - dt.timedelta(hours=hours)
        case = open_case(number, received_at=at, submitted_at=at)
        assess(case.pk, act=act_of("door"))
        return RefundCase.fetch(case.pk)

    return make


def page_of(case: RefundCase) -> str:
    return reverse("admin:refunds_refundcase_change", args=[case.pk])


def asks(person: Person) -> str:
    """Where asking for the next case leads."""
    return str(person.client.post(NEXT).headers["Location"])


def test_one_press_takes_the_case_that_is_due_first_and_opens_it(desk: Desk, waiting: Make, people: object) -> None:
    waiting("RC-2", hours=1)
    urgent = waiting("RC-3", hours=30)

    assert asks(desk("mei")) == page_of(urgent)
    assert RefundCase.fetch(urgent.pk).assignee == people.mei  # type: ignore[attr-defined]


def test_with_nothing_left_it_leads_to_the_queue_and_says_so(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case, by="tom")
    mei = desk("mei")

    answer = mei.client.post(NEXT, follow=True)

    assert answer.redirect_chain[-1][0].endswith("?tab=mine")
    assert "No case waits for somebody to take it." in answer.content.decode()


def test_who_takes_no_cases_can_not_take_the_next(desk: Desk, case: RefundCase) -> None:
    assert desk("anna").client.post(NEXT).status_code == 403
    assert RefundCase.fetch(case.pk).assignee is None


def test_looking_takes_nothing(desk: Desk, case: RefundCase) -> None:
    assert desk("mei").client.get(NEXT).status_code == 405


def test_deciding_opens_the_next_case_for_who_works_case_after_case(
    desk: Desk, examined: Make, case: RefundCase, waiting: Make, people: object
) -> None:
    examined(case)
    following = waiting("RC-2", hours=1)

    answer = desk("mei").takes(case, "decide", open_next="1")

    assert answer.headers["Location"] == page_of(following)
    assert RefundCase.fetch(following.pk).assignee == people.mei  # type: ignore[attr-defined]


def test_deciding_without_the_tick_stays_at_the_case_and_takes_nothing(
    desk: Desk, examined: Make, case: RefundCase, waiting: Make
) -> None:
    examined(case)
    following = waiting("RC-2", hours=1)

    answer = desk("mei").takes(case, "decide")

    assert answer.headers["Location"] == page_of(case)
    assert RefundCase.fetch(following.pk).assignee is None


def test_the_choice_lasts_for_the_session(desk: Desk, waiting: Make) -> None:
    first, second = waiting("RC-2", hours=5), waiting("RC-3", hours=1)
    mei = desk("mei")
    assert mei.opens(first, "decide").context["opens_next"] is False

    asks(mei)
    assert mei.opens(first, "decide").context["opens_next"] is True
    mei.takes(first, "ask_customer", text="Which order is it?")

    assert mei.opens(second, "decide").context["opens_next"] is False
    asks(mei)
    assert mei.opens(second, "decide").context["opens_next"] is False


def test_ruling_opens_the_next_decision_that_this_person_may_rule_on(
    desk: Desk, prepared: Callable[..., Decision], examined: Make, open_case: Make, case: RefundCase, act_of: Acts
) -> None:
    prepared(case)
    own = examined(open_case("RC-2"), by="sofia")
    decide(own.pk, proposal=recommended_proposal(own), act=act_of("sofia", minutes=2))
    mine = prepared(open_case("RC-3")).case

    answer = desk("sofia").takes(case, "send_back", why="The log is missing.", open_next="1")

    assert answer.headers["Location"] == page_of(mine)


def test_a_sheet_beside_the_case_is_told_the_address(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)
    mei = desk("mei")
    form = mei.opens(case, "reply").context

    answer = mei.client.post(
        reverse("admin:refunds_refundcase_step", args=[case.pk, "reply"]),
        {"text": "Hello", "marker": form["marker"]},
        headers={"X-Sheet": "1"},
    )

    assert (answer.status_code, answer.headers["X-Next"]) == (204, page_of(case))
