"""The pages that come with the wiring, and the headers on all of them."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_front_door_leads_to_the_admin_and_from_there_to_the_sign_in(client: Client) -> None:
    response = client.get("/", follow=True)

    assert [step for step, _status in response.redirect_chain] == ["/admin/", "/admin/login/?next=/admin/"]
    assert "Refund back office" in response.content.decode()


def test_a_page_may_load_from_its_own_origin_only(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]


@pytest.mark.parametrize(("language", "title"), [("en", "Log in"), ("zh-hans", "登录")])
def test_the_pages_speak_the_language_of_the_browser(client: Client, language: str, title: str) -> None:
    page = client.get("/admin/login/", headers={"accept-language": language}).content.decode()

    assert f'<html lang="{language}"' in page
    assert title in page


def test_a_stylesheet_is_served_by_the_same_process(client: Client) -> None:
    response = client.get("/static/admin/css/base.css")
    response.close()

    assert (response.status_code, response.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
