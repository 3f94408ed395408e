"""Parts of the page of a case that are fetched by themselves: with their own rights, and a way without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from refunds.models import RefundCase
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db


def test_the_page_says_where_its_story_is_and_how_to_get_there_without_a_script(desk: Desk, case: RefundCase) -> None:
    page = desk("mei").sees(case).content.decode()

    assert f'data-part="/admin/refunds/refundcase/{case.pk}/parts/story/"' in page
    assert f'<a href="/admin/refunds/refundcase/{case.pk}/history/">Everything that happened to RC-1</a>' in page
    assert "Received: service unusable or defective" not in page


def test_the_story_comes_as_a_piece_of_the_page(desk: Desk, case: RefundCase) -> None:
    part = desk("anna").fetches(case, "story").content.decode()

    assert "Received: service unusable or defective" in part
    assert "<html" not in part


def test_who_may_not_see_the_case_gets_no_part_of_it(desk: Desk, case: RefundCase) -> None:
    assert desk("adam").fetches(case, "story").status_code == 403
    nobody = Client().get(reverse("admin:refunds_refundcase_part", args=[case.pk, "story"]))
    assert nobody.status_code == 302


def test_a_part_that_there_is_not_is_not_found(desk: Desk, case: RefundCase) -> None:
    mei = desk("mei")

    assert mei.fetches(case, "purse").status_code == 404
    assert mei.fetches(RefundCase(pk=999), "story").status_code == 404
    assert mei.client.post(reverse("admin:refunds_refundcase_part", args=[case.pk, "story"])).status_code == 405
