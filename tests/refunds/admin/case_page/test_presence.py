"""The page of a case says who else has it open."""

import pytest
from django.urls import reverse

from refunds.models import Presence, RefundCase
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db


def test_a_page_that_beats_is_told_who_else_is_there(desk: Desk, case: RefundCase) -> None:
    address = reverse("admin:refunds_refundcase_presence", args=[case.pk])
    desk("tom").client.post(address, {"writing": "1"})
    desk("anna").client.post(address)

    page = desk("mei").client.post(address).content.decode()

    assert ("Tom is writing" in page, "Anna is viewing" in page, "Mei" in page) == (True, True, False)


def test_who_leaves_and_who_may_not_look_is_not_there(desk: Desk, case: RefundCase) -> None:
    address = reverse("admin:refunds_refundcase_presence", args=[case.pk])
    desk("tom").client.post(address)

    assert desk("tom").client.post(address, {"leaves": "1"}).status_code == 204
    assert desk("adam").client.post(address).status_code == 403
    assert not Presence.objects.exists()


def test_looking_alone_leaves_no_trace(desk: Desk, case: RefundCase) -> None:
    desk("mei").sees(case)

    assert not Presence.objects.exists()
