"""Every route as every role: who is let in, who isn't, and that looking changes nothing.

The table is in accounts/routes.py. A route that has no line there fails, and so does one whose row nobody knows how to
build: add it to `objects`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.acts import Act
from accounts.models import StaffMember, Violation, WrongPassword
from accounts.routes import ANONYMOUS, ANYBODY, NO_ROLE, ROUTES
from refunds.models import (
    CalendarDay,
    CalendarYear,
    CannedReply,
    EstablishedOutcome,
    EvidenceFile,
    ExportRecord,
    ForeignRefund,
    Incident,
    Payout,
    PayoutLimit,
    PolicyVersion,
    ProviderSwitch,
    RefundCase,
    Refusal,
    StoredFile,
    TryOut,
    UsageRecord,
)
from refunds.operations.bank.accounts import give_bank_account
from refunds.operations.bank.statements import import_statement
from refunds.operations.evidence import add_evidence
from refunds.operations.sanction import propose_sanction
from tests.bank_cast import ACCOUNT, a_bare_batch, a_bare_line
from tests.cast import MOMENT, PEOPLE
from tests.refunds.providers.bank_files.statements import statement
from tests.stripe_cast import a_provider_event

WHO = {role: name for name, role in reversed(PEOPLE.items())}
CLOSED = {403, 404, 405}
UNNAMED = {
    "": "the front door leads to the overview",
    r"admin/[a-z_]+/[a-z_]+/<path:object_id>/": "an address of older Djangos leads to the page of the row",
    r"admin/\(\?P<url>\.\*\)\$": "whatever else is asked for is not there",
}
STEPS = {
    "accounts_customer": "propose",
    "accounts_sanction": "approve",
    "accounts_violation": "confirm",
    "refunds_bankbatch": "release",
    "refunds_bankstatementline": "conclude",
    "refunds_cannedreply": "retire",
    "refunds_payout": "cancel",
    "refunds_policyversion": "propose",
    "refunds_providerevent": "take_up_again",
    "refunds_tryout": "ask_to_stop",
}
"""A step of each kind of row that has some; those of a case have it otherwise."""
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|MERGE|CREATE|ALTER|DROP|SELECT .*FOR )", re.IGNORECASE)
OF_THE_SESSION = ("django_session", "axes_accesslog", "refunds_refusal")


def routes(resolver: Any, namespace: str = "", prefix: str = "") -> Iterator[tuple[str | None, str]]:
    """The name and the pattern of every route."""
    for found in resolver.url_patterns:
        pattern = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from routes(found, f"{namespace}{found.namespace}:" if found.namespace else namespace, pattern)
        elif isinstance(found, URLPattern):
            yield (namespace + found.name if found.name else None), pattern


ALL = list(routes(get_resolver()))
NAMED = {name: pattern for name, pattern in ALL if name}


def a_file_in(case: RefundCase, act: Act) -> EvidenceFile:
    """A piece of evidence of a case, with its file."""
    stored = StoredFile.objects.create(sha256="0" * 64, media_type="text/plain", size=1, content=b"x")
    (piece,) = add_evidence(case, ["log"], act)
    return EvidenceFile.objects.create(
        evidence=piece, stored=stored, name="a.log", uploaded_by=act.by, uploaded_at=act.at
    )


@pytest.fixture
def objects(people: SimpleNamespace, payout: Payout, act_of: Callable[..., Act]) -> Callable[[type], Any]:
    """objects(model): a row of the model to ask for. What the cast has is taken; the rest is built here."""
    door = act_of("door")
    customer = payout.charge.customer
    builders: dict[str, Callable[[], Any]] = {
        "StaffMember": lambda: people.tom,
        "Sanction": lambda: propose_sanction(customer.pk, measure="freeze", act=act_of("sofia")),
        "Violation": lambda: Violation.objects.record(door, customer=customer, reference="V-1", type="abuse"),
        "Incident": lambda: Incident.objects.record(door, reference="INC-1", start=MOMENT),
        "UsageRecord": lambda: UsageRecord.objects.record(door, customer=customer, reference="U-1"),
        "BankAccount": lambda: give_bank_account(payout.case_id, given=ACCOUNT, act=act_of("mei")),
        "BankBatch": lambda: a_bare_batch(act_of("fatima")),
        "BankStatement": lambda: import_statement(statement(), filename="a.xml", act=act_of("fatima")),
        "BankStatementLine": lambda: a_bare_line(act_of("fatima")),
        "ProviderEvent": lambda: a_provider_event(door),
        "CannedReply": lambda: CannedReply.objects.record(
            act_of("sofia"), title="Thanks", text_en="Thank you.", text_zh="谢谢。"
        ),
        "PolicyVersion": lambda: PolicyVersion.objects.record(door, policy="service", version="2026-01"),
        "EvidenceFile": lambda: a_file_in(payout.case, act_of("mei")),
        "TryOut": lambda: TryOut.objects.record(
            act_of("sofia"), version=make(PolicyVersion), digest="0" * 64, asked_by=people.sofia, asked_at=MOMENT
        ),
        "CalendarDay": lambda: CalendarDay.objects.record(
            act_of("adam"), day=dt.date(2027, 1, 1), works=False, source="notice 1"
        ),
        "CalendarYear": lambda: CalendarYear.objects.record(act_of("adam"), year=2027, source="notice 1"),
        "ProviderSwitch": lambda: ProviderSwitch.objects.record(act_of("adam"), provider="sandbox", changed_at=MOMENT),
        "PayoutLimit": lambda: PayoutLimit.objects.record(act_of("adam"), currency="USD"),
        "EstablishedOutcome": lambda: EstablishedOutcome.objects.record(
            act_of("fatima"),
            payout=payout,
            ended="not_paid",
            evidence="a letter",
            proposed_by=people.fatima,
            proposed_at=MOMENT,
        ),
        "ForeignRefund": lambda: ForeignRefund.objects.record(
            door,
            provider="sandbox",
            provider_reference="R-1",
            payment="P-1",
            amount_minor=1,
            currency="USD",
            made_at=MOMENT,
            found_at=MOMENT,
        ),
        "WrongPassword": lambda: WrongPassword.objects.create(username="mei", failures_since_start=5),
        "Refusal": lambda: Refusal.objects.create(kind="rule", by=people.mei, at=MOMENT, what="Approve"),
        "ExportRecord": lambda: ExportRecord.objects.create(
            report="payouts",
            by=people.fatima,
            at=MOMENT,
            filters={"from": "a", "to": "b", "by": "settled"},
            row_count=0,
            totals=[],
            sha256="0" * 64,
        ),
    }

    def make(model: type) -> Any:
        found = model._default_manager.first() if model is not StaffMember else None
        build = builders.get(model.__name__)
        if found is None and build is None:
            pytest.fail(f"{model.__name__} has pages: say in `objects` how to build one")
        return found or build()

    return make


@pytest.fixture
def address(objects: Callable[[type], Any]) -> Callable[[str], str]:
    """address(route): the route with arguments that fit."""

    def make(route: str) -> str:
        given = re.findall(r"<(?:\w+:)?(\w+)>", NAMED[route])
        return reverse(route, kwargs={name: argument(route, name) for name in given})

    def argument(route: str, name: str) -> Any:
        known = {"uidb64": "MQ", "token": "none-at-all", "app_label": "accounts", "number": "RC-1", "key": "payouts"}
        known |= {"policy": "service", "year": 2027, "provider": "sandbox", "currency": "USD", "part": "story"}
        if name in known:
            return known[name]
        if name == "evidence":
            return objects(EvidenceFile).evidence_id
        if name == "name":
            return STEPS.get(route[6:-5], "approve")
        model = next(
            m for m in admin.site._registry if route.startswith(f"admin:{m._meta.label_lower.replace('.', '_')}_")
        )
        return objects(model).pk

    return make


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
    unnamed = {pattern for name, pattern in ALL if name is None}

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
