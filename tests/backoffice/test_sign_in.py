"""Who guesses passwords is stopped; who is guessed at is not."""

from http import HTTPStatus

import pytest
from django.test import Client

from tests.cast import PASSWORD

pytestmark = pytest.mark.usefixtures("people")

GUESSER, OFFICE = "203.0.113.9", "198.51.100.4"


def sign_in(password: str, address: str) -> int:
    form = {"username": "mei", "password": password}
    return Client(REMOTE_ADDR=address).post("/admin/login/?next=/admin/", form).status_code


def test_the_fifth_wrong_password_closes_the_sign_in_even_to_the_right_one() -> None:
    answers = [sign_in("wrong", GUESSER) for _ in range(5)]

    assert answers == [HTTPStatus.OK] * 4 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert sign_in(PASSWORD, GUESSER) == HTTPStatus.TOO_MANY_REQUESTS


def test_the_person_guessed_at_still_gets_in_from_her_own_place() -> None:
    for _ in range(5):
        sign_in("wrong", GUESSER)

    assert sign_in(PASSWORD, OFFICE) == HTTPStatus.FOUND


def test_the_closed_door_says_for_how_long() -> None:
    for _ in range(4):
        sign_in("wrong", GUESSER)
    form = {"username": "mei", "password": "wrong"}

    page = Client(REMOTE_ADDR=GUESSER).post("/admin/login/", form).content.decode()

    assert "closed for 15 minutes" in page


def test_half_an_hour_without_a_click_ends_the_session(client: Client) -> None:
    client.post("/admin/login/", {"username": "mei", "password": PASSWORD})

    assert client.session.get_expiry_age() == 30 * 60


@pytest.mark.parametrize("name", ["é" * 300, "a" * 100_000, "a\0b", "\ud800".encode("utf-8", "surrogatepass")])
def test_a_name_that_nobody_can_have_is_no_fault(client: Client, name: object) -> None:
    answer = client.post("/admin/login/", {"username": name, "password": "x" * 5000})

    assert answer.status_code == HTTPStatus.OK
    assert 'class="error' in answer.content.decode()
