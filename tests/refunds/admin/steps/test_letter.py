"""The letter shown before a step is taken is the letter that goes out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.admin.steps.step import STEPS
from refunds.models import Decision, Message, RefundCase
from refunds.operations.letter_language import choose_language
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]
Acts = Callable[..., Act]


def shown(person: Person, case: RefundCase, step: str, **typed: Any) -> Any:
    """The answer to the form as it stands."""
    initial = person.opens(case, step).context["form"].initial
    filled_in = {name: value for name, value in initial.items() if value is not None}
    return person.client.post(reverse("admin:refunds_refundcase_letter", args=[case.pk, step]), {**filled_in, **typed})


def sent(case: RefundCase) -> str:
    """The last letter of a case."""
    return str(Message.objects.filter(case=case, direction="outbound").latest("pk").body)


def test_a_question_is_shown_with_its_list_and_then_sent_word_for_word(
    desk: Desk, case: RefundCase, taken: Make
) -> None:
    taken(case)
    mei, typed = desk("mei"), {"text": "Which order is it?", "missing": ["order_number"]}

    letter = shown(mei, case, "ask_customer", **typed).context["letter"]
    assert not Message.objects.filter(direction="outbound").exists()
    mei.takes(case, "ask_customer", **typed)

    assert "- the order number" in letter
    assert letter == sent(case)


@pytest.mark.parametrize("step", ["reply", "withdraw"])
def test_every_other_word_of_an_agent_is_shown_as_it_goes_out(
    desk: Desk, case: RefundCase, taken: Make, step: str
) -> None:
    taken(case)
    mei, typed = desk("mei"), {"text": "We have looked at it.", "why": "By telephone."}

    letter = shown(mei, case, step, **typed).context["letter"]
    mei.takes(case, step, **typed)

    assert letter == sent(case) != ""


def test_a_rejection_as_recommended_is_shown_and_a_grant_sends_nothing_yet(
    desk: Desk, case: RefundCase, examined: Make, open_case: Make
) -> None:
    examined(case, defect="not_confirmed")
    granting = examined(open_case("RC-2"))
    mei = desk("mei")

    letter = shown(mei, case, "decide").context["letter"]
    mei.takes(case, "decide")

    assert "can't refund it" in letter
    assert letter == sent(case)
    assert shown(mei, granting, "decide").context["letter"] == ""


def test_an_approval_is_shown_to_the_second_person(
    desk: Desk, case: RefundCase, prepared: Callable[..., Decision]
) -> None:
    prepared(case)
    before = RefundCase.fetch(case.pk).payout_by

    page = shown(desk("sofia"), case, "approve")

    assert "Your refund is approved." in page.context["letter"]
    assert ("Lin Hua" in page.content.decode(), "lin.hua@example.test" in page.content.decode()) == (True, True)
    assert RefundCase.fetch(case.pk).payout_by == before


def test_the_letter_is_shown_in_the_customers_language_and_not_in_the_agents(
    desk: Desk, case: RefundCase, taken: Make, act_of: Acts
) -> None:
    taken(case)
    choose_language(case.pk, language="zh-hans", act=act_of("mei"))

    page = shown(desk("mei"), case, "withdraw", why="By telephone.")

    assert "Dear Lin Hua" not in page.context["letter"]
    assert 'lang="zh-hans"' in page.content.decode()


def test_nothing_typed_yet_is_no_letter_and_no_fault(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)

    assert "No letter goes out" in shown(desk("mei"), case, "ask_customer", text="", missing=[]).content.decode()


def test_who_may_not_take_the_step_sees_no_letter(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)
    address = reverse("admin:refunds_refundcase_letter", args=[case.pk, "reply"])

    assert "No letter goes out" in desk("anna").client.post(address, {"text": "x"}).content.decode()
    assert desk("mei").client.post(address.replace("reply", "write_note"), {"text": "x"}).status_code == 404


def test_a_note_has_no_letter_and_every_letter_has_its_preview(desk: Desk, case: RefundCase, taken: Make) -> None:
    taken(case)
    mei = desk("mei")

    assert b"data-letter" not in mei.opens(case, "write_note").content
    assert b"data-letter" in mei.opens(case, "reply").content
    assert {name for name, step in STEPS.items() if step.writes} == {
        *("ask_customer", "reply", "withdraw", "ask_review", "decide", "decide_review", "approve", "confirm_rejection"),
    }
