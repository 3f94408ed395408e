"""The palette finds what the person may look at, and never more than fits on a screen."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from refunds.models import RefundCase
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db

FIND = reverse("admin:refunds_refundcase_find")


def found(person: Person, text: str) -> list[tuple[str, str]]:
    """The kinds and names of what a text finds."""
    hits = person.client.get(FIND, {"q": text}).json()["hits"]
    return [(hit["kind"], hit["name"]) for hit in hits]


def test_one_field_finds_a_case_a_customer_an_order_and_a_charge(desk: Desk, case: RefundCase) -> None:
    mei = desk("mei")

    assert ("case", "RC-1") in found(mei, "RC-1")
    assert ("customer", "Lin Hua") in found(mei, "lin.hua@example.test")
    assert ("order", "ORD-1") in found(mei, "ORD-1")
    assert ("charge", "CH-1") in found(mei, "CH-1")


def test_a_hit_leads_to_its_page(desk: Desk, case: RefundCase) -> None:
    [hit] = desk("mei").client.get(FIND, {"q": "RC-1"}).json()["hits"]

    assert hit["url"] == reverse("admin:refunds_refundcase_change", args=[case.pk])


def test_it_offers_twenty_at_most(desk: Desk, open_case: Callable[..., RefundCase]) -> None:
    for number in range(25):
        open_case(f"RC-{number + 10}")

    assert 0 < len(found(desk("mei"), "RC-")) <= 20


def test_one_sign_finds_nothing(desk: Desk, case: RefundCase) -> None:
    assert found(desk("mei"), "R") == []


def test_rows_that_a_person_may_not_look_at_are_not_looked_through(desk: Desk, case: RefundCase) -> None:
    anna = desk("anna")
    assert ("charge", "CH-1") in found(anna, "CH-1")
    Permission.objects.get(codename="view_charge").group_set.clear()

    assert [kind for kind, _name in found(desk("anna"), "CH-1")] == ["case"]


def test_who_sees_no_cases_has_no_palette(desk: Desk) -> None:
    adam = desk("adam")

    assert adam.client.get(FIND, {"q": "RC-1"}).status_code == 403
    assert b'<dialog id="palette"' not in adam.client.get("/admin/").content
