"""The page with the pictures of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from refunds.admin.oversight.picture import Bar, picture
from refunds.models import RefundCase
from refunds.reports.oversight import BY_KEY, Row
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db


def page(desk: Desk, query: str = "", who: str = "sofia") -> Any:
    """The page as somebody sees it."""
    return desk(who).client.get(reverse("admin:refunds_decision_oversight") + query)


def test_the_longest_bar_fills_the_picture_and_the_smallest_is_seen() -> None:
    rows = [Row("a", "a", (600, 400)), Row("b", "b", (1, 0)), Row("c", "c", (0, 0))]
    drawn = picture(BY_KEY["ageing"], rows)
    assert [line.bars for line in drawn.lines] == [[Bar(1, 0, 600), Bar(2, 600, 400)], [Bar(1, 0, 4)], []]


def test_what_is_not_drawn_is_counted_all_the_same() -> None:
    drawn = picture(BY_KEY["workload"], [Row("a", "a", (2, 9, 9))])
    assert drawn.lines[0].bars == [Bar(1, 0, 1000)]
    assert [number for _name, number in drawn.series] == [1, 0, 0]


@pytest.mark.parametrize("who", ["sofia", "anna"])
def test_supervisors_and_compliance_auditors_see_every_picture(desk: Desk, case: RefundCase, who: str) -> None:
    answer = page(desk, who=who)
    assert [one.question.key for one in answer.context["pictures"]] == list(BY_KEY)
    assert "<svg" in answer.content.decode()


@pytest.mark.parametrize("who", ["mei", "fatima", "wei", "adam"])
def test_nobody_else_does(desk: Desk, who: str) -> None:
    assert page(desk, who=who).status_code == 403


def test_a_row_leads_to_its_cases(desk: Desk, case: RefundCase) -> None:
    answer = page(desk, "?of=workload&row=nobody")
    assert [found.number for found in answer.context["cases"]] == ["RC-1"]
    assert reverse("admin:refunds_refundcase_change", args=[case.pk]) in answer.content.decode()


@pytest.mark.parametrize("query", ["?of=ageing&row=none", "?of=workload&row=-1", "?of=departures&row=x-y"])
def test_a_row_that_is_none_has_no_cases(desk: Desk, case: RefundCase, query: str) -> None:
    assert page(desk, query).context["cases"] == []


@pytest.mark.parametrize(
    "query", ["?first=2026-03-31&last=2026-03-01", "?first=2024-01-01&last=2026-01-01", "?first=x"]
)
def test_days_that_are_no_period_are_said_at_their_field(desk: Desk, query: str) -> None:
    answer = page(desk, query)
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_the_page_asks_the_same_of_the_database_with_more_cases(
    desk: Desk, open_case: Callable[..., RefundCase], django_assert_max_num_queries: Any
) -> None:
    for number in range(1, 6):
        open_case(f"RC-{number}")
    sofia = desk("sofia").client
    with django_assert_max_num_queries(30):
        sofia.get(reverse("admin:refunds_decision_oversight"))
