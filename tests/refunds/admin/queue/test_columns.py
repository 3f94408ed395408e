"""The rows of the queue as text: what people wrote is escaped, amounts and instants are those of other pages."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from refunds.admin.queue.columns import Writer
from refunds.admin.record import words
from refunds.money import Money

NOW = dt.datetime(2026, 3, 11, 2, 0, tzinfo=dt.UTC)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def row(**instead: Any) -> SimpleNamespace:
    at = (NOW + dt.timedelta(hours=3) - EPOCH) // dt.timedelta(microseconds=1)
    values: dict[str, Any] = {
        "pk": 7,
        "number": "RC-7",
        "status": "received",
        "ground": "service_unusable",
        "policy": "service",
        "recommendation": "",
        "due_kind": "first_response",
        "due": at,
        "requested_minor": 123_456,
        "currency": "USD",
        "recommended_minor": None,
        "recommended_currency": "",
        "customer__name": "Lin",
        "customer__reference": "CUS-1",
        "customer__email": "lin@example.test",
        "assignee_id": None,
        "assignee__first_name": "",
        "assignee__last_name": "",
        "assignee__username": "",
    }
    return SimpleNamespace(**{**values, **instead})


def written(**instead: Any) -> str:
    return str(Writer(NOW).rows([row(**instead)]))


def test_a_row_leads_to_its_case() -> None:
    assert '<a href="/admin/refunds/refundcase/7/change/">RC-7</a>' in written()


@pytest.mark.parametrize(("recommendation", "said"), [("approve_partial", True), ("approve", True), ("reject", False)])
def test_a_grant_in_several_currencies_is_no_dash(recommendation: str, said: bool) -> None:
    assert ("several currencies" in written(recommendation=recommendation)) == said


@pytest.mark.parametrize("name", ["customer__name", "customer__email", "number", "assignee__first_name"])
def test_what_people_wrote_is_text(name: str) -> None:
    shown = written(**{name: "<b>&", "assignee_id": 1})

    assert "&lt;b&gt;&amp;" in shown
    assert "<b>" not in shown


def test_a_sign_of_percent_is_only_a_sign() -> None:
    assert "100 %s" in written(customer__name="100 %s")


def test_an_instant_is_by_the_clock_of_the_desk() -> None:
    assert '<time datetime="2026-03-11T13:00:00+08:00">11 Mar 2026, 13:00</time>' in written()
    assert '<span class="due due-soon">3 h left</span>' in written()


def test_a_case_without_a_deadline_says_nothing() -> None:
    assert f'<span class="due-none">{words.NOTHING}</span>' in written(due=None)


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (123_456, "USD", "1,234.56 USD"),
        (5, "USD", "0.05 USD"),
        (-1_234_567, "EUR", "-12,345.67 EUR"),
        (7_500, "JPY", "7,500 JPY"),
        (0, "CNY", "0.00 CNY"),
    ],
)
def test_amounts_are_grouped_with_the_decimals_of_their_currency(minor: int, currency: str, said: str) -> None:
    assert words.amount(Money(minor, currency)) == said
    assert f"{said}<span" in written(requested_minor=minor, currency=currency)


def test_each_language_has_its_own_words() -> None:
    english = written()
    with override("zh-hans"):
        chinese = written()

    assert english != chinese
    assert written() == english
