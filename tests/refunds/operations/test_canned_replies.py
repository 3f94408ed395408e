"""Canned replies: known variables only, the same ones in both languages, filled in for the customer."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import CannedReply, RefundCase
from refunds.operations.canned_replies import bring_back_reply, change_reply, filled, retire_reply, write_reply
from refunds.operations.letter_language import choose_language
from refunds.operations.perform import Refused

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]
TEXTS = {"title": "Thanks", "text_en": "Thank you, {customer}, for {case}.", "text_zh": "{customer}，感谢您的{case}。"}


@pytest.fixture
def reply(act_of: Acts) -> CannedReply:
    """Sofia's reply."""
    return write_reply(**TEXTS, act=act_of("sofia"))


def refusal_of(act: Act, **other: Any) -> str:
    with pytest.raises(Refused) as refused:
        write_reply(**{**TEXTS, **other}, act=act)
    return str(refused.value)


def test_an_unknown_variable_is_refused_by_its_name(act_of: Acts) -> None:
    said = refusal_of(act_of("sofia"), text_en="Dear {shoe_size}", text_zh="您好")

    assert said.startswith("“shoe_size” is no variable. These are: {customer}, {case}")
    assert not CannedReply.objects.exists()


@pytest.mark.parametrize("text", ["{customer", "customer}", "{}", "{customer.email}", "{ case }"])
def test_what_is_almost_a_variable_is_refused_too(act_of: Acts, text: str) -> None:
    assert "is no variable" in refusal_of(act_of("sofia"), text_en=text, text_zh="您好")


def test_a_variable_in_one_language_only_is_refused(act_of: Acts) -> None:
    assert "{case} stands in one language only." in refusal_of(act_of("sofia"), text_zh="{customer}，您好。")


@pytest.mark.parametrize("missing", ["title", "text_en", "text_zh"])
def test_a_reply_has_a_title_and_both_languages(act_of: Acts, missing: str) -> None:
    assert refusal_of(act_of("sofia"), **{missing: " "})


def test_a_title_is_given_once(reply: CannedReply, act_of: Acts) -> None:
    assert refusal_of(act_of("ravi")) == "There is a reply “Thanks” already."


def test_it_is_filled_in_in_the_customers_language(case: RefundCase, reply: CannedReply, act_of: Acts) -> None:
    mei = act_of("mei")
    assert filled(reply, case, mei.by) == "Thank you, Lin Hua, for RC-1."

    choose_language(case.pk, language="zh-hans", act=mei)

    assert filled(reply, RefundCase.fetch(case.pk), mei.by) == "Lin Hua，感谢您的RC-1。"


def test_what_the_case_does_not_know_stays_in_braces_to_be_seen(case: RefundCase, act_of: Acts) -> None:
    reply = write_reply(
        title="Last day", text_en="By {application_by}", text_zh="{application_by}前", act=act_of("sofia")
    )

    assert filled(reply, case, act_of("mei").by) == "By {application_by}"


def test_a_retired_reply_can_come_back_and_the_history_says_who(reply: CannedReply, act_of: Acts) -> None:
    retire_reply(reply.pk, act=act_of("sofia", "no longer true"))
    bring_back_reply(reply.pk, act=act_of("ravi", "true again"))
    change_reply(reply.pk, **{**TEXTS, "title": "Many thanks"}, act=act_of("ravi", "warmer"))

    versions = reply.history.order_by("history_id").values_list("title", "status", "history_user__username")
    assert list(versions) == [
        ("Thanks", "active", "sofia"),
        ("Thanks", "retired", "sofia"),
        ("Thanks", "active", "ravi"),
        ("Many thanks", "active", "ravi"),
    ]


@pytest.mark.parametrize("outsider", ["mei", "anna", "adam"])
def test_only_supervisors_keep_them(reply: CannedReply, act_of: Acts, outsider: str) -> None:
    act = act_of(outsider)
    for attempt in (
        lambda: write_reply(**{**TEXTS, "title": "Other"}, act=act),
        lambda: change_reply(reply.pk, **TEXTS, act=act),
        lambda: retire_reply(reply.pk, act=act),
    ):
        with pytest.raises(Refused, match="Your role does not include this step"):
            attempt()
