"""Customers are written to in their language."""

from collections.abc import Callable

import pytest

from accounts.acts import Act
from accounts.models import Customer
from refunds.models import Message, RefundCase
from refunds.operations.letter_language import choose_language
from refunds.operations.perform import Refused
from refunds.operations.withdraw import withdraw
from refunds.operations.words import UnknownWord

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def test_letters_are_english_until_somebody_says_otherwise(case: RefundCase, act_of: Acts) -> None:
    withdraw(case.pk, act=act_of("mei"))

    assert Message.objects.get(case=case).body.startswith("Dear Lin Hua,")


def test_from_then_on_letters_are_in_the_language_chosen(case: RefundCase, act_of: Acts) -> None:
    choose_language(case.pk, language="zh-hans", act=act_of("mei"))

    withdraw(case.pk, act=act_of("mei"))

    body = Message.objects.get(case=case).body
    assert "Dear" not in body
    assert ("Lin Hua" in body, "RC-1" in body, "退款" in body) == (True, True, True)


def test_the_customers_history_says_who_chose_it(case: RefundCase, act_of: Acts) -> None:
    choose_language(case.pk, language="zh-hans", act=act_of("mei", "she writes in Chinese", minutes=1))

    version = Customer.fetch(case.customer_id).history.latest()
    assert (version.language, version.history_user.username) == ("zh-hans", "mei")
    assert version.history_change_reason == "she writes in Chinese"


def test_a_language_that_letters_do_not_have_is_refused_by_name(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(UnknownWord, match="“fr” is none of: en, zh-hans"):
        choose_language(case.pk, language="fr", act=act_of("mei"))


def test_the_same_language_again_is_no_change(case: RefundCase, act_of: Acts) -> None:
    with pytest.raises(Refused, match="in this language already"):
        choose_language(case.pk, language="en", act=act_of("mei"))


@pytest.mark.parametrize("outsider", ["anna", "fatima", "door"])
def test_only_who_works_on_cases_chooses_it(case: RefundCase, act_of: Acts, outsider: str) -> None:
    with pytest.raises(Refused, match="Your role does not include this step"):
        choose_language(case.pk, language="zh-hans", act=act_of(outsider))
    assert Customer.fetch(case.customer_id).language == "en"
