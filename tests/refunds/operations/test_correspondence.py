"""What is asked, heard, answered and noted; nothing that was said is lost or changed."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from accounts.acts import Act
from refunds.models import CaseStatus, Decision, Message, RefundCase
from refunds.operations.approve import approve
from refunds.operations.assess import is_current
from refunds.operations.correspondence import ask_customer, hear_customer, reply, write_note
from refunds.operations.perform import Refused
from refunds.operations.review import ask_review
from refunds.operations.words import UnknownWord
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
Given = Callable[..., RefundCase]


def test_a_question_is_a_letter_and_the_case_waits_for_the_customer(
    case: RefundCase, taken: Given, act_of: Acts
) -> None:
    taken(case)
    letter = ask_customer(case.pk, text="What did you enter?", missing=["evidence"], act=act_of("mei", minutes=5))
    assert (letter.direction, letter.kind, letter.by.username) == ("outbound", "question", "mei")
    assert letter.body.startswith("Dear Lin Hua,\n\nThis is about your refund request RC-1.\n\nWhat did you enter?")
    assert "- something that shows the problem" in letter.body
    assert RefundCase.fetch(case.pk).status == CaseStatus.AWAITING_CUSTOMER


def test_what_is_missing_is_asked_for_without_words_of_ones_own(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    letter = ask_customer(case.pk, text=" ", missing=["evidence"], act=act_of("mei", minutes=5))
    assert "RC-1.\n\nTo decide your request we need:\n- something that shows the problem" in letter.body


def test_a_question_that_asks_for_nothing_is_none(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    with pytest.raises(Refused, match="Write what you ask the customer for"):
        ask_customer(case.pk, text=" ", act=act_of("mei", minutes=5))


def test_a_302_customer_reads_the_last_day_that_the_question_does_not_prolong(
    case_302: RefundCase, taken: Given, act_of: Acts
) -> None:
    taken(case_302)
    letter = ask_customer(case_302.pk, text="The log, please.", act=act_of("mei", minutes=5))
    assert "Please send it by 2026-03-19, 23:59 (UTC+8)." in letter.body


def test_a_last_day_that_is_over_is_not_named(case_302: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case_302)
    letter = ask_customer(case_302.pk, text="The log, please.", act=act_of("mei", days=9))
    assert "Please send it by" not in letter.body


def test_the_first_answer_of_a_person_stops_the_clock_of_the_first_response(
    case: RefundCase, taken: Given, act_of: Acts
) -> None:
    assert taken(case).due_kind == "first_response_by"
    ask_customer(case.pk, text="What did you enter?", act=act_of("mei", minutes=5))
    assert RefundCase.fetch(case.pk).first_response_at == MOMENT + dt.timedelta(minutes=5)


def test_a_reply_stops_that_clock_too_and_only_the_first_one_counts(
    case: RefundCase, taken: Given, act_of: Acts
) -> None:
    taken(case)
    message = reply(case.pk, text="I am looking at it.", act=act_of("mei", minutes=5))
    reply(case.pk, text="Still looking.", act=act_of("mei", hours=3))
    after = RefundCase.fetch(case.pk)
    assert (message.kind, message.body) == ("human", "I am looking at it.")
    assert (after.first_response_at, after.due_kind) == (MOMENT + dt.timedelta(minutes=5), "review_by")


def test_a_receipt_of_a_service_account_is_no_first_response(case: RefundCase, act_of: Acts) -> None:
    case.answered(act_of("door"))
    assert case.first_response_at is None


def test_after_a_reply_the_case_can_be_decided_without_another_look(
    case: RefundCase, examined: Given, act_of: Acts
) -> None:
    examined(case)
    reply(case.pk, text="I am looking at it.", act=act_of("mei", minutes=5))
    assert is_current(RefundCase.fetch(case.pk))


@pytest.mark.parametrize("colleague", ["tom", "sofia", "fatima", "wei", "anna", "door"])
def test_only_the_assignee_writes_to_the_customer_of_an_open_case(
    case: RefundCase, taken: Given, act_of: Acts, colleague: str
) -> None:
    taken(case)
    for write in (ask_customer, reply):
        with pytest.raises(Refused):
            write(case.pk, text="Hello.", act=act_of(colleague))
    assert not case.messages.exists()


def test_any_agent_answers_the_customer_of_a_closed_case(case: RefundCase, rejected: Given, act_of: Acts) -> None:
    rejected(case)
    assert reply(case.pk, text="The reasons are in our letter.", act=act_of("tom", hours=1)).pk


@pytest.mark.parametrize("step", [ask_customer, reply, write_note])
def test_nothing_is_said_in_an_empty_message(case: RefundCase, taken: Given, act_of: Acts, step: Given) -> None:
    taken(case)
    with pytest.raises(Refused, match=r"^Write "):
        step(case.pk, text=" \n ", act=act_of("mei"))


def test_a_word_that_nothing_asks_for_is_refused_and_nothing_is_sent(
    case: RefundCase, taken: Given, act_of: Acts
) -> None:
    taken(case)
    with pytest.raises(ValueError, match="shoe_size"):
        ask_customer(case.pk, text="Please.", missing=["shoe_size"], act=act_of("mei"))
    assert RefundCase.fetch(case.pk).status == CaseStatus.IN_REVIEW


def test_the_customers_answer_brings_the_case_back_to_review(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    ask_customer(case.pk, text="A screenshot, please.", missing=["evidence"], act=act_of("mei", minutes=5))
    message = hear_customer(
        case.pk, text="Here it is.", channel="email", evidence=["fault_screenshot"], act=act_of("door", hours=1)
    )
    after = RefundCase.fetch(case.pk)
    assert (message.direction, message.channel, message.body) == ("inbound", "email", "Here it is.")
    assert (after.status, after.recommendation) == (CaseStatus.IN_REVIEW, "needs_technical_audit")
    assert [(e.position, e.kind, e.readable) for e in case.evidence.all()] == [(1, "fault_screenshot", None)]


def test_evidence_that_comes_later_stands_after_what_is_on_file(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    hear_customer(case.pk, text="", channel="email", evidence=["log", "log"], act=act_of("door", hours=1))
    hear_customer(case.pk, text="", channel="email", evidence=["sample"], act=act_of("door", hours=2))
    assert [(e.position, e.kind) for e in case.evidence.all()] == [(1, "log"), (2, "log"), (3, "sample")]


def test_a_customer_who_was_not_asked_is_heard_without_a_change_of_state(case: RefundCase, act_of: Acts) -> None:
    hear_customer(case.pk, text="One more thing.", channel="live_chat", act=act_of("door", hours=1))
    assert RefundCase.fetch(case.pk).status == CaseStatus.RECEIVED


def test_a_message_with_nothing_in_it_is_refused(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="There is nothing in this message"):
        hear_customer(case.pk, text=" ", channel="email", act=act_of("door"))


def test_a_channel_is_one_of_the_vocabulary(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(UnknownWord, match="“pigeon” is none of: email,"):
        hear_customer(case.pk, text="Coo.", channel="pigeon", act=act_of("door"))
    assert not Message.objects.exists()


@pytest.mark.parametrize("outsider", ["fatima", "wei", "anna", "adam", "worker"])
def test_only_the_desk_and_the_doors_hear_the_customer(case: RefundCase, act_of: Acts, outsider: str) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        hear_customer(case.pk, text="Hello.", channel="email", act=act_of(outsider))


def test_what_comes_under_a_pending_decision_is_filed_and_stops_the_approval(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    decision = prepared(case)
    hear_customer(case.pk, text="And this.", channel="email", evidence=["log"], act=act_of("door", hours=1))
    assert case.evidence.count() == 1
    assert RefundCase.fetch(case.pk).current_evaluation == decision.evaluation
    with pytest.raises(Refused, match="The facts have changed"):
        approve(case.pk, act=act_of("sofia", hours=2))


def test_mere_words_under_a_pending_decision_stop_nothing(
    case: RefundCase, prepared: Callable[..., Decision], act_of: Acts
) -> None:
    prepared(case)
    hear_customer(case.pk, text="Any news?", channel="email", act=act_of("door", hours=1))
    reply(case.pk, text="A colleague is checking it.", act=act_of("mei", hours=1))
    write_note(case.pk, text="She has called twice.", act=act_of("tom", hours=1))
    assert approve(case.pk, act=act_of("sofia", hours=2)).ruling == "approved"


def test_a_closed_case_keeps_the_customers_words_and_takes_nothing_else(
    case: RefundCase, rejected: Given, act_of: Acts
) -> None:
    rejected(case)
    evaluations = case.evaluations.count()
    hear_customer(case.pk, text="Thank you anyway.", channel="email", act=act_of("door", hours=1))
    with pytest.raises(Refused, match="open a review or a new case"):
        hear_customer(case.pk, text="Look!", channel="email", evidence=["log"], act=act_of("door", hours=2))
    assert RefundCase.fetch(case.pk).status == CaseStatus.REJECTED
    assert (case.evidence.count(), case.evaluations.count()) == (0, evaluations)


def test_in_a_review_a_supervisor_asks_for_more_and_it_stays_a_review(
    case: RefundCase, rejected: Given, act_of: Acts
) -> None:
    rejected(case)
    ask_review(case.pk, text="I disagree.", act=act_of("door", hours=1))
    ask_customer(case.pk, text="Do you have a log?", act=act_of("sofia", hours=2))
    hear_customer(case.pk, text="Here.", channel="email", evidence=["log"], act=act_of("door", hours=3))
    assert RefundCase.fetch(case.pk).status == CaseStatus.SECONDARY_REVIEW


def test_who_took_part_in_the_decision_asks_nothing_in_the_review(
    case: RefundCase, rejected: Given, people: SimpleNamespace, act_of: Acts
) -> None:
    rejected(case)
    ask_review(case.pk, text="I disagree.", act=act_of("door", hours=1))
    with pytest.raises(Refused):
        ask_customer(case.pk, text="Why?", act=act_of("mei", hours=2))


@pytest.mark.parametrize("colleague", ["mei", "tom", "sofia", "fatima", "wei"])
def test_everybody_who_has_to_do_with_cases_leaves_notes(case: RefundCase, act_of: Acts, colleague: str) -> None:
    note = write_note(case.pk, text="Called back.", act=act_of(colleague))
    assert (note.direction, note.by.username) == ("note", colleague)


@pytest.mark.parametrize("outsider", ["anna", "adam", "door", "worker"])
def test_who_only_reads_leaves_no_notes(case: RefundCase, act_of: Acts, outsider: str) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        write_note(case.pk, text="Hello.", act=act_of(outsider))


def test_a_note_is_no_fact(case: RefundCase, taken: Given, act_of: Acts) -> None:
    taken(case)
    write_note(case.pk, text="Refuse whatever comes.", act=act_of("mei"))
    assert is_current(RefundCase.fetch(case.pk))
