"""The page on which several refunds are approved at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from refunds.models import Charge, Decision, RefundCase, Refusal
from tests.at_the_desk import Desk

PAGE = "/admin/refunds/refundcase/approvals/"


@pytest.fixture
def waiting(open_case: Callable[..., RefundCase], prepared: Callable[..., Decision]) -> list[Decision]:
    """Three cases that each wait for 40.00 of the 100.00 USD of one charge."""
    return [prepared(open_case(f"RC-{n}", requested_minor=40_00)) for n in range(3)]


def keys(decisions: list[Decision]) -> list[str]:
    """What the boxes send."""
    return [f"{decision.case_id}-{decision.pk}" for decision in decisions]


def text_of(page: Any) -> str:
    return str(page.content.decode())


def test_what_is_ticked_is_approved_and_each_result_is_said(desk: Desk, waiting: list[Decision]) -> None:
    page = desk("sofia").client.post(PAGE, {"approve": keys(waiting), "why": "looked at all three"})
    assert [bool(one.reasons) for _case, one in page.context["done"]] == [False, False, True]
    assert "not approved" in text_of(page)
    assert Charge.objects.get().reserved_minor == 80_00
    assert Decision.objects.get(pk=waiting[0].pk).ruled_because == "looked at all three"
    refused = Refusal.objects.get()
    assert (refused.case, refused.what, refused.by.username) == (waiting[2].case, "Approve several", "sofia")


def test_what_one_may_not_approve_can_not_be_ticked_and_says_why(desk: Desk, waiting: list[Decision]) -> None:
    page = desk("mei").client.get(PAGE)
    assert all(one.off for one in page.context["waiting"])
    assert text_of(page).count("disabled") == 3


def test_nothing_ticked_changes_nothing_and_says_so(desk: Desk, waiting: list[Decision]) -> None:
    page = desk("sofia").client.post(PAGE, {})
    assert "Nothing was ticked" in text_of(page)
    assert Charge.objects.get().reserved_minor == 0


@pytest.mark.parametrize("sent", ["x", "1", "1-2-3", "１-２", "1-", "-1-2", "1_0-2", "9" * 60 + "-1"])
def test_a_forged_box_is_a_bad_request(desk: Desk, waiting: list[Decision], sent: str) -> None:
    assert desk("sofia").client.post(PAGE, {"approve": [sent]}).status_code == 400


def test_an_empty_list_says_what_will_appear(desk: Desk) -> None:
    assert "Nothing waits for an approval" in text_of(desk("sofia").client.get(PAGE))


def test_the_queue_leads_to_it(desk: Desk) -> None:
    queue = reverse("admin:refunds_refundcase_changelist")
    assert PAGE in text_of(desk("sofia").client.get(f"{queue}?tab=approval"))
    assert PAGE not in text_of(desk("fatima").client.get(f"{queue}?tab=approval"))
