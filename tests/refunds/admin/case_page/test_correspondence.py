"""What was said: the latest words stand on the page, those before them are a click away, with a script or without."""

import re
from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import Direction, Message, RefundCase
from tests.at_the_desk import Desk

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


@pytest.fixture
def much_said(case: RefundCase, act_of: Acts) -> RefundCase:
    """A case with 25 notes."""
    acts = [act_of("mei", minutes=number) for number in range(1, 26)]
    Message.objects.bulk_create(
        Message(case=case, direction=Direction.NOTE, by=act.by, at=act.at, body=f"Note {number}.")
        for number, act in enumerate(acts, start=1)
    )
    return case


def notes(answer: object) -> list[int]:
    """The numbers of the notes, as they stand one after the other."""
    return [int(number) for number in re.findall(r"Note (\d+)\.", answer.content.decode())]  # type: ignore[attr-defined]


def test_the_latest_twenty_stand_on_the_page_the_newest_last(desk: Desk, much_said: RefundCase) -> None:
    page = desk("mei").sees(much_said)

    assert notes(page) == list(range(6, 26))
    assert "5 earlier messages and notes" in page.content.decode()


def test_what_came_before_is_fetched_when_somebody_opens_it(desk: Desk, much_said: RefundCase) -> None:
    mei = desk("mei")
    address = f"/admin/refunds/refundcase/{much_said.pk}/parts/words/?n=5"

    assert f'data-part="{address}"' in mei.sees(much_said).content.decode()
    assert notes(mei.client.get(address)) == [1, 2, 3, 4, 5]


def test_a_page_without_a_script_has_all_of_it_at_an_address(desk: Desk, much_said: RefundCase) -> None:
    mei = desk("mei")

    assert '<a href="?words=all#words">' in mei.sees(much_said).content.decode()
    whole = mei.client.get(f"/admin/refunds/refundcase/{much_said.pk}/change/?words=all")
    assert notes(whole) == list(range(1, 26))
    assert "data-part" not in whole.content.decode().partition("words")[2].partition('id="purchase"')[0]


@pytest.mark.parametrize("asked", ["", "?n=x", "?n=-1", "?n=٣", "?n=99999999999"])
def test_a_number_that_is_none_asks_for_nothing(asked: str, desk: Desk, much_said: RefundCase) -> None:
    answer = desk("mei").client.get(f"/admin/refunds/refundcase/{much_said.pk}/parts/words/{asked}")

    assert (answer.status_code, notes(answer)) == (200, [])


def test_few_words_hide_none(desk: Desk, case: RefundCase) -> None:
    assert "earlier message" not in desk("mei").sees(case).content.decode()
