"""What one text finds anywhere, and for whom."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from refunds.admin.queue.hits import AT_MOST, hits
from refunds.models import RefundCase

pytestmark = pytest.mark.django_db


def found(text: str, person: object) -> list[tuple[str, str]]:
    """Kind and name of each row found."""
    return [(hit.kind, hit.name) for hit in hits(text, person)]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("rc-", ["case"]),
        ("Lin", ["case", "customer"]),
        ("lin.hua@", ["case", "customer"]),
        ("cus-", ["customer"]),
        ("ord-1", ["case", "order"]),
        ("ch-1", ["case", "charge"]),
        ("c", []),
        ("nothing of ours", []),
    ],
)
def test_a_text_finds_cases_customers_orders_and_charges(
    people: SimpleNamespace, case: RefundCase, typed: str, kinds: list[str]
) -> None:
    assert [kind for kind, _name in found(typed, people.mei)] == kinds


def test_a_hit_leads_to_its_page_and_says_whose_it_is(people: SimpleNamespace, case: RefundCase) -> None:
    (hit,) = hits("RC-1", people.mei)
    assert (hit.name, hit.under, hit.url) == ("RC-1", "Lin Hua", f"/admin/refunds/refundcase/{case.pk}/change/")


def test_nobody_finds_what_they_may_not_look_at(people: SimpleNamespace, case: RefundCase) -> None:
    assert found("Lin", people.adam) == []
    assert found("ord-1", people.adam) == []


def test_a_long_answer_ends_and_takes_one_question(people: SimpleNamespace, open_case: object) -> None:
    for number in range(1, 26):
        open_case(f"RC-{number}")  # type: ignore[operator]
    people.mei.has_perm("refunds.view_refundcase")
    with CaptureQueriesContext(connection) as asked:
        answer = hits("rc-", people.mei)

    assert 0 < len(answer) <= AT_MOST
    assert len(asked) == 1
