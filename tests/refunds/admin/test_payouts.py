"""The list of payouts: found, filtered, added up, and only looked at."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from accounts.acts import Act
from refunds.models import Payout
from refunds.operations.pay import pay

LIST = "/admin/refunds/payout/"


@pytest.fixture
def fatima(people: SimpleNamespace, client: Client) -> Client:
    client.force_login(people.fatima)
    return client


def listed(client: Client, query: str = "") -> list[str]:
    return sorted(row.charge.reference for row in client.get(f"{LIST}?{query}").context["cl"].result_list)


def test_the_list_adds_up_by_currency_and_state(
    fatima: Client, two_payouts: tuple[Payout, Payout], act_of: Callable[..., Act]
) -> None:
    pay(two_payouts[0].pk, act=act_of("worker", minutes=9))

    page = fatima.get(LIST)

    (row,) = page.context["totals"].rows
    assert [state for state, _label in page.context["totals"].states] == ["reserved", "succeeded"]
    assert [(number, str(money)) for number, money in row.cells] == [(1, "50.00 USD"), (1, "100.00 USD")]
    assert (row.all[0], str(row.all[1])) == (2, "150.00 USD")
    assert "150.00 USD" in page.content.decode()


def test_the_totals_are_those_of_the_filter(fatima: Client, two_payouts: tuple[Payout, Payout]) -> None:
    page = fatima.get(f"{LIST}?q=CH-2")

    (row,) = page.context["totals"].rows
    assert (row.all[0], str(row.all[1])) == (1, "50.00 USD")


@pytest.mark.parametrize(
    ("query", "charges"),
    [
        ("state=reserved", ["CH-1", "CH-2"]),
        ("state=succeeded", []),
        ("provider=sandbox&route=original&currency=USD", ["CH-1", "CH-2"]),
        ("route=account_balance", []),
        ("approved_at=month", []),
        ("q=rc-1", ["CH-1", "CH-2"]),
        ("q=CH-1", ["CH-1"]),
        ("q=CH", ["CH-1", "CH-2"]),
        ("q=nothing", []),
    ],
)
def test_payouts_are_found_and_filtered(
    fatima: Client, two_payouts: tuple[Payout, Payout], query: str, charges: list[str]
) -> None:
    assert listed(fatima, query) == charges


def test_a_payout_is_found_by_its_key_and_by_the_reference_of_its_provider(
    fatima: Client, two_payouts: tuple[Payout, Payout], act_of: Callable[..., Act]
) -> None:
    pay(two_payouts[0].pk, act=act_of("worker", minutes=9))
    paid = Payout.fetch(two_payouts[0].pk)

    assert listed(fatima, f"q={paid.key}") == ["CH-1"]
    assert listed(fatima, f"q={paid.provider_reference}") == ["CH-1"]


@pytest.mark.parametrize(
    "probe",
    [
        "destination__startswith=4",
        "last_problem__regex=^(a%2B)%2B$",
        "charge__customer__email__startswith=l",
        "state=x",
    ],
)
def test_the_list_answers_no_question_that_it_does_not_offer(fatima: Client, payout: Payout, probe: str) -> None:
    answer = fatima.get(f"{LIST}?{probe}")

    assert (answer.status_code, answer.headers.get("Location", "").endswith("?e=1")) in {(302, True), (400, False)}


def test_the_page_says_by_which_way_and_who_approved_it(fatima: Client, payout: Payout) -> None:
    page = fatima.get(reverse("admin:refunds_payout_change", args=[payout.pk])).content.decode()

    for fact in ("RC-1", "CH-1", "100.00 USD", "sandbox", payout.key, "Sofia", "Mei"):
        assert fact in page


def test_nothing_about_a_payout_is_changed_by_a_form(fatima: Client, payout: Payout) -> None:
    before = Payout.objects.filter(pk=payout.pk).values().get()

    for page in ("change", "history", "delete"):
        fatima.post(reverse(f"admin:refunds_payout_{page}", args=[payout.pk]), {"status": "succeeded", "post": "yes"})

    assert Payout.objects.filter(pk=payout.pk).values().get() == before


def test_the_history_tells_each_attempt(fatima: Client, payout: Payout, act_of: Callable[..., Act]) -> None:
    pay(payout.pk, act=act_of("worker", minutes=9))

    page = fatima.get(reverse("admin:refunds_payout_history", args=[payout.pk]))

    assert [str(change.after) for change in page.context["entries"][0].changes][:1] == ["paid"]


@pytest.mark.parametrize(("name", "sees"), [("fatima", True), ("sofia", False), ("anna", False)])
def test_the_way_to_the_reports_is_shown_to_who_may_take_them(
    client: Client, people: SimpleNamespace, name: str, sees: bool
) -> None:
    client.force_login(getattr(people, name))

    assert ("Reports and exports" in client.get(LIST).content.decode()) is sees
