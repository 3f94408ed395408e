"""The radar on the page of a case."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.acts import Act
from refunds.models import DuplicateRuling, RefundCase
from refunds.operations.duplicates.rule import link
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
Make = Callable[..., RefundCase]


def address(case: RefundCase, other: RefundCase) -> str:
    return reverse("admin:refunds_refundcase_duplicate", args=[case.pk, other.pk])


def test_the_page_names_the_other_case_and_by_what_it_looks_the_same(
    desk: Desk, case: RefundCase, open_case: Make
) -> None:
    other = open_case("RC-2")

    page = desk("mei").sees(case).content.decode()

    assert ("Possibly the same" in page, "same order, same charge" in page) == (True, True)
    assert address(case, other) in page


def test_a_case_like_no_other_has_no_panel(desk: Desk, case: RefundCase) -> None:
    assert "Possibly the same" not in desk("mei").sees(case).content.decode()


def test_an_agent_dismisses_a_pair_with_a_reason(desk: Desk, case: RefundCase, open_case: Make) -> None:
    other, mei = open_case("RC-2"), desk("mei")

    refused = mei.client.post(address(case, other), {"ruling": "dismiss", "why": ""})
    assert "Some fields need another look" in refused.content.decode()
    answer = mei.client.post(address(case, other), {"ruling": "dismiss", "why": "two defects"})

    assert answer.status_code == 302
    assert DuplicateRuling.objects.get().because == "two defects"
    assert "Possibly the same" not in mei.sees(case).content.decode()


def test_what_the_operation_refuses_is_said_and_the_reason_stays(
    desk: Desk, case: RefundCase, case_302: RefundCase
) -> None:
    page = desk("mei").client.post(address(case, case_302), {"ruling": "merge", "why": "looks alike"}).content.decode()

    assert ("Link the two instead" in page, "looks alike" in page) == (True, True)


def test_who_only_looks_sees_the_pair_and_rules_on_none(
    desk: Desk, case: RefundCase, open_case: Make, act_of: Callable[..., Act]
) -> None:
    other, anna = open_case("RC-2"), desk("anna")
    link(case.pk, other.pk, act=act_of("mei", "same outage"))

    page = anna.sees(case).content.decode()
    assert ("same outage" in page, address(case, other) in page) == (True, False)
    assert anna.client.post(address(case, other), {"ruling": "link", "why": "x"}).status_code == 403
