"""The head and the foot of every page: kept as text, and yet each person's own."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from refunds.admin.frame import PAGE, TOKEN, written_head
from tests.at_the_desk import Desk, Person

pytestmark = pytest.mark.django_db

START = "/admin/"
QUEUE = "/admin/refunds/refundcase/"


def head(person: Person, address: str = START) -> str:
    page = person.client.get(address).content.decode()
    found = re.search(r'<header class="masthead">.*?</header>', page, re.DOTALL)
    assert found
    return found[0]


def marked(text: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)" aria-current="page">', text)


def test_each_person_reads_their_own_name_roles_and_places(desk: Desk) -> None:
    mei, sofia = head(desk("mei")), head(desk("sofia"))

    assert "Mei" in mei
    assert "Agent" in mei
    assert "Oversight" not in mei
    assert "Sofia" in sofia
    assert "Supervisor" in sofia
    assert "Oversight" in sofia


def test_two_people_of_one_role_do_not_read_each_others_names(desk: Desk) -> None:
    assert ("Mei" in head(desk("mei")), "Mei" in head(desk("tom"))) == (True, False)


def test_the_place_of_the_page_is_marked_on_it_and_on_no_other(desk: Desk) -> None:
    mei = desk("mei")

    assert marked(head(mei, QUEUE)) == [QUEUE]
    assert marked(head(mei, START)) == []
    assert marked(head(mei, "/admin/refunds/payout/")) == ["/admin/refunds/payout/"]


def test_changing_the_language_leads_back_to_the_page_at_hand(desk: Desk) -> None:
    mei = desk("mei")

    assert 'name="next" value="/admin/refunds/refundcase/?tab=open&amp;o=due"' in head(mei, f"{QUEUE}?tab=open&o=due")
    assert f'name="next" value="{START}"' in head(mei)


def test_what_an_address_says_is_written_as_text(desk: Desk) -> None:
    assert '"><b>' not in head(desk("mei"), f'{QUEUE}?q="><b>')


def test_each_page_has_a_token_of_its_own_and_none_has_the_mark(desk: Desk) -> None:
    mei = desk("mei")
    tokens = [re.findall(r'csrfmiddlewaretoken" value="(\w+)"', head(mei)) for _ in range(2)]

    assert tokens[0] != tokens[1]
    assert all(len(set(found)) == 1 and len(found[0]) == 64 for found in tokens)
    assert not any(mark in head(mei) for mark in (TOKEN, PAGE))


def test_signing_out_works_from_a_head_that_was_kept(desk: Desk) -> None:
    mei = desk("mei")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = mei.client.cookies
    head(mei)
    page = strict.get(START).content.decode()
    token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[0]

    assert strict.post("/admin/logout/", {"csrfmiddlewaretoken": token}).status_code == 200
    assert strict.get(START).status_code == 302


def test_the_head_is_in_the_language_of_its_reader(desk: Desk) -> None:
    mei = desk("mei")
    english = head(mei)
    chinese = head_in(mei, "zh-hans")

    assert "Log out" in english
    assert "Log out" not in chinese
    assert "Log out" in head(mei)


def head_in(person: Person, language: str) -> str:
    page = person.client.get(START, headers={"accept-language": language}).content.decode()
    return page[page.index("<header") : page.index("</header>")]


def test_who_is_not_signed_in_has_no_menu() -> None:
    page = Client().get("/admin/login/").content.decode()

    assert "masthead" in page
    assert "Log out" not in page


def test_a_head_is_rendered_once_for_all_pages_of_a_list(desk: Desk) -> None:
    mei = desk("mei")
    head(mei, QUEUE)
    before = written_head.cache_info()

    head(mei, f"{QUEUE}?tab=open")

    assert written_head.cache_info().misses == before.misses


def test_what_a_template_keeps_is_kept_for_each_language_and_knows_nothing_of_a_page() -> None:
    kept = Template("{% load i18n desk %}{% kept %}{% translate 'Search' %}{{ secret }}{% endkept %}")
    with override("en"):
        assert kept.render(Context({"secret": "of one page"})) == "Search"
    with override("zh-hans"):
        assert kept.render(Context({})) != "Search"
    with override("en"):
        assert kept.render(Context({})) == "Search"
