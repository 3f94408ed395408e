"""A sign-in that wrong passwords closed, opened again by an administrator."""

from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.models import WrongPassword
from tests.cast import PASSWORD

LIST = "/admin/accounts/wrongpassword/"


@pytest.fixture
def closed(people: SimpleNamespace) -> WrongPassword:
    for _ in range(5):
        Client().post("/admin/login/", {"username": "mei", "password": "wrong"})
    return WrongPassword.objects.get()


def open_again(client: Client, attempt: WrongPassword) -> int:
    form = {"action": "open_again", "_selected_action": [attempt.pk]}
    return client.post(LIST, form).status_code


def sign_in() -> int:
    return Client().post("/admin/login/", {"username": "mei", "password": PASSWORD}).status_code


def test_an_administrator_lets_them_try_again(client: Client, people: SimpleNamespace, closed: WrongPassword) -> None:
    client.force_login(people.adam)
    assert sign_in() == 429

    assert open_again(client, closed) == 302

    assert sign_in() == 302


@pytest.mark.parametrize("name", ["anna", "mei", "sofia"])
def test_nobody_else_does(client: Client, people: SimpleNamespace, closed: WrongPassword, name: str) -> None:
    client.force_login(getattr(people, name))

    open_again(client, closed)

    assert sign_in() == 429


def test_what_was_typed_is_shown_nowhere(client: Client, people: SimpleNamespace, closed: WrongPassword) -> None:
    client.force_login(people.adam)

    assert client.get(f"{LIST}{closed.pk}/change/").status_code == 404
    assert client.get(f"{LIST}?username__startswith=m").status_code in (302, 400)
