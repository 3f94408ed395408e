"""Every route as every role: who is let in, who isn't, and that looking changes nothing.

The table is in accounts/routes.py. A route that has no line there fails, and so does one whose row nobody knows how to
build: add it to `objects` in tests/routes_cast.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from accounts.acts import Act
from accounts.models import StaffMember
from accounts.routes import ANONYMOUS, ANYBODY, NO_ROLE, ROUTES
from tests.cast import PEOPLE
from tests.routes_cast import named_routes, routes

NAMED = named_routes()
WHO = {role: name for name, role in reversed(PEOPLE.items())}
CLOSED = {403, 404, 405}
UNNAMED = {
    "": "the front door leads to the overview",
    r"admin/[a-z_]+/[a-z_]+/<path:object_id>/": "an address of older Djangos leads to the page of the row",
    r"admin/\(\?P<url>\.\*\)\$": "whatever else is asked for is not there",
}
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|MERGE|CREATE|ALTER|DROP|SELECT .*FOR )", re.IGNORECASE)
OF_THE_SESSION = ("django_session", "axes_accesslog", "refunds_refusal")


@pytest.fixture
def browsers(people: SimpleNamespace, act_of: Callable[..., Act]) -> dict[str, Client]:
    """A browser for every role, for somebody signed in who has none, and for nobody."""
    newcomer = StaffMember(username="newcomer", is_staff=True)
    newcomer.save(act=act_of("adam"))
    found = {}
    for role in sorted(ANYBODY):
        found[role] = Client(raise_request_exception=False)
        if role != ANONYMOUS:
            found[role].force_login(newcomer if role == NO_ROLE else getattr(people, WHO[role]))
    return found


def verdict(answer: HttpResponse, role: str) -> str:
    """What an answer means: in, closed, or a fault."""
    to_sign_in = answer.status_code == 302 and "/admin/login/" in answer.headers["Location"]
    if role == ANONYMOUS and (to_sign_in or answer.status_code == 401):
        return "closed"
    if answer.status_code in CLOSED:
        return "closed"
    return "in" if answer.status_code == 200 else f"{answer.status_code} {answer.headers.get('Location', '')}"


def written(queries: CaptureQueriesContext) -> list[str]:
    """What was written beyond the session of who asked, and the record that it was refused."""
    texts = [query["sql"] for query in queries.captured_queries if WRITES.match(query["sql"])]
    return [text for text in texts if not any(table in text for table in OF_THE_SESSION)]


def test_every_route_has_its_line_in_the_table() -> None:
    assert sorted(NAMED) == sorted(ROUTES)


def test_a_route_without_a_name_is_one_that_we_know() -> None:
    unnamed = {pattern for name, pattern in routes(get_resolver()) if name is None}

    assert [pattern for pattern in unnamed if not any(re.fullmatch(known, pattern) for known in UNNAMED)] == []


def test_every_role_of_people_is_tried() -> None:
    assert set(WHO) | {NO_ROLE, ANONYMOUS} == ANYBODY


ELSEWHERE = {"admin:login": "/admin/", "admin:logout": "/admin/", "set_language": "/"}
"""Routes that lead somewhere else instead of refusing: the sign-in for who is signed in, and the like."""


@pytest.mark.parametrize("route", sorted(NAMED))
def test_looking_is_for_those_of_the_table_and_changes_nothing(
    route: str, address: Callable[[str], str], browsers: dict[str, Client]
) -> None:
    url, found, wrote = address(route), {}, {}
    for role, browser in browsers.items():
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(url)
        leads_on = route in ELSEWHERE and answer.headers.get("Location") == ELSEWHERE[route]
        found[role] = "closed" if leads_on else verdict(answer, role)
        wrote[role] = written(queries)

    assert found == {role: "in" if role in ROUTES[route].reads else "closed" for role in browsers}
    assert {role: texts for role, texts in wrote.items() if texts} == {}


FORMS = [{}, {"post": "yes", "_save": "1", "status": "refunded", "roles": ["administrator"], "why": "because"}]


@pytest.mark.parametrize("route", sorted(NAMED))
def test_sending_something_changes_nothing_for_those_who_are_not_in_the_table(
    route: str, address: Callable[[str], str], browsers: dict[str, Client]
) -> None:
    url, found = address(route), {}
    for role in browsers.keys() - ROUTES[route].changes:
        for form in FORMS:
            with CaptureQueriesContext(connection) as queries:
                answer = send(browsers[role], url, form)
            found[role, len(form)] = (verdict(answer, role), written(queries))

    assert {who: what for who, what in found.items() if what != ("closed", [])} == {}


def send(browser: Client, url: str, form: dict[str, Any]) -> Any:
    """What a form of a page sends, and to the API what a program would."""
    if url.startswith("/api/"):
        return browser.post(url, json.dumps(form), content_type="application/json")
    return browser.post(url, form)
