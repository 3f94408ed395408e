"""The one gate that every step passes."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import transaction

from accounts.acts import Act
from refunds.models import CaseStatus, RefundCase
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.steps import STEPS, steps_for

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def test_a_step_changes_the_row_and_its_history_together(case: RefundCase, act_of: Acts) -> None:
    with transaction.atomic():
        perform(case, "take", act_of("mei", "next in the queue", minutes=1))
    stored, entry = RefundCase.fetch(case.pk), case.history.latest()
    assert (stored.status, stored.assignee.username) == (CaseStatus.IN_REVIEW, "mei")
    assert (entry.status, entry.history_user.username, entry.history_change_reason) == (
        CaseStatus.IN_REVIEW,
        "mei",
        "next in the queue",
    )


def test_a_step_from_another_state_is_refused_in_words(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        perform(case, "approve", act_of("sofia"))
    assert refused.value.sentences == ["This step is not possible in the state “received”."]
    assert str(refused.value) == "This step is not possible in the state “received”."


def test_a_step_of_another_role_is_refused_and_nothing_is_stored(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"), transaction.atomic():
        perform(case, "take", act_of("anna"))
    assert (RefundCase.fetch(case.pk).status, case.history.count()) == (CaseStatus.RECEIVED, 1)


def test_who_has_left_takes_no_step(case: RefundCase, people: SimpleNamespace, act_of: Acts) -> None:
    people.mei.is_active = False
    assert refusals(case, "take", people.mei) == ["This account is not active any more."]


def test_details_go_to_the_step(case: RefundCase, people: SimpleNamespace, act_of: Acts) -> None:
    with transaction.atomic():
        perform(case, "assign", act_of("sofia"), person=people.tom)
    assert RefundCase.fetch(case.pk).assignee == people.tom


def test_every_step_of_the_list_is_one_of_a_case() -> None:
    assert all(hasattr(getattr(RefundCase, each.name), "_django_fsm") for each in STEPS)


def test_a_button_is_on_for_who_may_and_says_to_others_why_it_is_off(case: RefundCase, people: SimpleNamespace) -> None:
    assert {each.name for each in steps_for(case, people.mei) if each.is_on} >= {"take", "withdraw", "hold"}
    off = {each.name: each.refusals for each in steps_for(case, people.anna)}
    assert off["take"] == ("Your role does not include this step.",)
    assert off["approve"] == ("Your role does not include this step.",)


def test_the_state_is_the_reason_for_those_whose_role_includes_the_step(
    case: RefundCase, people: SimpleNamespace
) -> None:
    assert refusals(case, "approve", people.sofia) == ["This step is not possible in the state “received”."]
    assert refusals(case, "return_to_queue", people.mei) == ["This step is not possible in the state “received”."]
    assert refusals(case, "return_to_queue", people.anna) == ["Your role does not include this step."]
