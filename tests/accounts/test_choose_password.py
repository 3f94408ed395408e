"""How a new colleague gets in."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.staffing import employ, password_link

CHOSEN = "correct horse battery"


@pytest.fixture
def address(act_of: Callable[..., Act]) -> str:
    nina = employ(username="nina", roles=["agent"], act=act_of("adam"))
    uid, token = password_link(nina.pk, act=act_of("adam"))
    return reverse("choose_password", kwargs={"uidb64": uid, "token": token})


def choose(client: Client, address: str) -> object:
    page = client.get(address, follow=True)
    form = {"new_password1": CHOSEN, "new_password2": CHOSEN}
    return client.post(page.redirect_chain[-1][0], form, follow=True) if page.redirect_chain else page


def test_the_address_lets_its_owner_choose_a_password_and_sign_in(client: Client, address: str) -> None:
    page = choose(client, address).content.decode()

    assert "Your password is set" in page
    answer = client.post(reverse("admin:login"), {"username": "nina", "password": CHOSEN, "next": "/admin/"})
    assert answer.status_code == 302
    assert StaffMember.objects.get(username="nina").history.first().history_change_reason == "chose a password"


def test_the_address_works_once(address: str) -> None:
    choose(Client(), address)

    page = choose(Client(), address).content.decode()
    assert "does not work any more" in page
    assert "Ask an administrator" in page


def test_an_invented_address_opens_nothing(client: Client, people: SimpleNamespace) -> None:
    for uid in ("MQ", "%00", "not-a-number", "9" * 30):
        assert "does not work any more" in client.get(f"/password/{uid}/invented-token/").content.decode()


@pytest.mark.django_db
def test_the_first_administrator_is_made_on_the_command_line(client: Client, capsys: pytest.CaptureFixture) -> None:
    call_command("add_administrator", "adam", email="adam@example.test")

    address = next(word for word in capsys.readouterr().out.split() if word.startswith("/password/"))
    assert "Your password is set" in choose(client, address).content.decode()
    adam = StaffMember.objects.get(username="adam")
    assert adam.has_perm("accounts.add_staffmember")
    assert adam.history.last().history_user.username == "installation"


def test_an_administrator_of_that_name_is_made_once(people: SimpleNamespace) -> None:
    with pytest.raises(CommandError, match="already"):
        call_command("add_administrator", "adam")
