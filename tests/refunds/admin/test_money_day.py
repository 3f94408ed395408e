"""What finance sees first: the payouts that are not final."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.acts import Act
from refunds.models import Payout
from refunds.operations.pay import pay
from refunds.providers.sandbox import Sandbox

Acts = Callable[..., Act]


@pytest.fixture
def fatima(people: SimpleNamespace, client: Client) -> Client:
    client.force_login(people.fatima)
    return client


def counts(page: Any) -> dict[str, int]:
    return {tile.name: tile.number for tile in page.context["tiles"]}


def charges(page: Any, rows: str) -> list[str]:
    return [payout.charge.reference for payout, _clock in page.context[rows]]


def test_the_day_of_finance_begins_with_what_is_not_final(
    fatima: Client, two_payouts: tuple[Payout, Payout], act_of: Acts
) -> None:
    pay(two_payouts[0].pk, act=act_of("worker", minutes=9))

    page = fatima.get("/admin/")

    assert counts(page) == {"For two people": 0, "Outcome unknown": 0, "Not sent yet": 1, "Accepted, not yet paid": 0}
    assert charges(page, "payouts_due") == ["CH-2"]
    assert charges(page, "payouts_final") == ["CH-1"]


def test_what_waits_for_two_people_comes_first_and_stands_out(
    fatima: Client,
    two_payouts: tuple[Payout, Payout],
    sandbox_told: Callable[..., object],
    act_of: Acts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Sandbox, "keys_last", dt.timedelta(days=1))
    sandbox_told("CH-2", "unreachable")
    pay(two_payouts[1].pk, act=act_of("worker", minutes=5))
    pay(two_payouts[1].pk, act=act_of("worker", days=2))

    page = fatima.get("/admin/")

    assert counts(page)["For two people"] == counts(page)["Outcome unknown"] == 1
    assert charges(page, "payouts_due") == ["CH-2", "CH-1"]
    assert page.content.decode().count("queue-late") == 1


def test_each_figure_leads_to_as_many_payouts(fatima: Client, two_payouts: tuple[Payout, Payout]) -> None:
    page = fatima.get("/admin/")

    listed = {
        tile.name: fatima.get(tile.url).context["cl"].result_count
        for tile in page.context["tiles"]
        if "payout/" in tile.url
    }
    assert listed == {name: counts(page)[name] for name in listed}
    assert listed["Not sent yet"] == 2


def test_where_every_payout_is_final_the_page_says_so(fatima: Client) -> None:
    page = fatima.get("/admin/").content.decode()

    assert "Every payout is final" in page
    assert "Lines of bank statements" not in page
